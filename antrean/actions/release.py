"""Release: end somebody's live application after identity was proven at an office."""

from datetime import datetime

from django.db import transaction

from antrean.actions import giving_back, seating
from antrean.adapters import cipher
from antrean.domain.identity import looks_like_nik, normalise_nik
from antrean.domain.ledger import Deed
from antrean.records import ledger, outbox, seats
from antrean.records.models import Account, Appointment, LiveApplication, Office, Release


class NothingLive(Exception):
    """Nobody with this identity number has a live application."""


@transaction.atomic(durable=True)
def release(*, nik: str, office: Office, by: Account, reason: str, now: datetime) -> Release:
    """End the live application of the person who stands at the counter with their card.

    The place is freed, the account that held it is told, and the reason stands on the office's
    ledger. Raises `NothingLive`. The caller has checked that `by` is on duty at `office`.
    """
    digits = normalise_nik(nik)
    keyed = cipher.nik_hash(digits) if looks_like_nik(digits) else b""
    claim = LiveApplication.objects.filter(nik_hash=keyed).select_related("application").first()
    if claim is None:
        raise NothingLive
    application = type(claim.application).objects.select_for_update().get(pk=claim.application_id)
    if application.state != "live":
        raise NothingLive
    deeds = [
        Deed(
            office.code,
            "application_released",
            application.ref,
            f"account:{by.pk}",
            {"reason": reason},
        )
    ]
    held = (
        Appointment.objects.filter(application=application, ended_at__isnull=True)
        .select_related("office", "cell", "application__account")
        .first()
    )
    if held is not None:
        giving_back.end(held, ending="released", now=now)
        outbox.write(seating.letters(held, kind="application_released", now=now)[:1], at=now)
        deeds.append(seating.deed(held, name="appointment_released", actor=f"account:{by.pk}"))
    seats.drop_claims([application.pk])
    type(application).objects.filter(pk=application.pk).update(state="ended", ended_at=now)
    ledger.write(deeds, at=now)
    return Release.objects.create(
        application=application, office=office, by=by, reason=reason, at=now
    )
