"""Cancel: give the place back, say so, and remember who did it."""

from datetime import datetime

from django.db import transaction

from antrean.actions import giving_back, seating
from antrean.records import ledger, outbox, seats
from antrean.records.models import Account, Application, Appointment, Cancellation


class TooLateToCancel(Exception):
    """The window has begun: from here on the counter decides."""


class NothingToCancel(Exception):
    """The application holds no place and never gave one back."""


@transaction.atomic(durable=True)
def cancel(
    application: Application, *, by: Account, now: datetime, reason: str = ""
) -> Cancellation:
    """Free the seat, once, however often this is asked; a second call returns the first row.

    `now` is the database's instant. The seat comes back at a random minute. Raises
    `TooLateToCancel` once the window has begun, `NothingToCancel` where no place was ever held.
    """
    Application.objects.select_for_update().get(pk=application.pk)
    appointment = _last(application)
    if appointment is None:
        raise NothingToCancel
    if appointment.ended_at is not None:
        return _earlier(appointment)
    if now >= appointment.window_starts_at:
        raise TooLateToCancel
    giving_back.end(appointment, ending="cancelled", now=now)
    seats.drop_claims([application.pk])
    Application.objects.filter(pk=application.pk).update(state="ended", ended_at=now)
    cancellation = Cancellation.objects.create(
        appointment=appointment, by=by, reason=reason, at=now
    )
    outbox.write([seating.letter(appointment, kind="appointment_cancelled")], at=now)
    deed = seating.deed(appointment, name="appointment_cancelled", actor=f"account:{by.pk}")
    ledger.write([deed], at=now)
    return cancellation


def _last(application: Application) -> Appointment | None:
    places = Appointment.objects.filter(application=application).order_by("-sequence")
    return places.select_related("office", "cell", "application__account").first()


def _earlier(appointment: Appointment) -> Cancellation:
    earlier = Cancellation.objects.filter(appointment=appointment).first()
    if earlier is None:
        raise NothingToCancel
    return earlier
