"""Reconfirm: the applicant says once more, by one tap, that they will come."""

from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.actions import seating
from antrean.records import ledger
from antrean.records.models import Appointment, Reconfirmation


class PlaceOver(Exception):
    """This place was moved, given back or used: there is nothing to confirm."""


@transaction.atomic(durable=True)
def reconfirm(appointment: Appointment, *, days_before: int, now: datetime) -> Reconfirmation:
    """Store the confirmation, once; a second tap returns the first. Raises `PlaceOver`."""
    held = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("office", "cell", "application")
        .get(pk=appointment.pk)
    )
    if held.ended_at is not None or now >= held.window_ends_at:
        raise PlaceOver
    try:
        with transaction.atomic():
            row = Reconfirmation.objects.create(appointment=held, days_before=days_before, at=now)
    except IntegrityError:
        return Reconfirmation.objects.get(appointment=held, days_before=days_before)
    actor = f"account:{held.application.account_id}"
    ledger.write([seating.deed(held, name="reconfirmed", actor=actor)], at=now)
    return row
