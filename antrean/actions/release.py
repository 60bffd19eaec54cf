"""Release: end somebody's live application after identity was proven at an office."""

from datetime import datetime

from django.db import transaction

from antrean.actions import giving_back, seating
from antrean.adapters import cipher
from antrean.domain.identity import looks_like_nik, normalise_nik
from antrean.domain.ledger import Deed
from antrean.records import ledger, outbox, seats
from antrean.records.models import (
    Account,
    Application,
    Appointment,
    LiveApplication,
    Office,
    Release,
)


class NothingLive(Exception):
    """Nobody with this identity number has a live application."""


def release(*, nik: str, office: Office, by: Account, reason: str, now: datetime) -> Release:
    """End the application of the person who stands at the counter with their card.

    It is live, or waits for the draw, which leaves out what has ended; its receipt stays. A place
    is freed, the account that held it is told, and the reason stands on the office's
    ledger. Raises `NothingLive`; the attempt stands on the ledger too, so that nobody can try
    numbers without a trace. The caller has checked that `by` is on duty at `office`.
    """
    released = _release(nik=nik, office=office, by=by, reason=reason, now=now)
    if released is None:
        raise NothingLive
    return released


@transaction.atomic(durable=True)
def _release(
    *, nik: str, office: Office, by: Account, reason: str, now: datetime
) -> Release | None:
    application = _live(nik)
    if application is None:
        said: dict[str, object] = {"reason": reason}
        ledger.write(
            [Deed(office.code, "release_attempted", "nobody", f"account:{by.pk}", said)], at=now
        )
        return None
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
    if held is None:
        told = seating.letter_to(application, kind="application_released", version=0)
        outbox.write([told], at=now)
    else:
        giving_back.end(held, ending="released", now=now)
        outbox.write([seating.letter(held, kind="application_released")], at=now)
        deeds.append(seating.deed(held, name="appointment_released", actor=f"account:{by.pk}"))
    seats.drop_claims([application.pk])
    Application.objects.filter(pk=application.pk).update(state="ended", ended_at=now)
    ledger.write(deeds, at=now)
    return Release.objects.create(
        application=application, office=office, by=by, reason=reason, at=now
    )


def _live(nik: str) -> Application | None:
    """Return the locked application that is live, or in the draw, of whoever bears this number."""
    digits = normalise_nik(nik)
    keyed = cipher.nik_hash(digits) if looks_like_nik(digits) else b""
    claim = LiveApplication.objects.filter(nik_hash=keyed).first()
    if claim is None:
        return None
    locked = Application.objects.select_for_update().get(pk=claim.application_id)
    return locked if locked.state in ("live", "in_draw") else None
