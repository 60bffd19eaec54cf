"""Who waits in the hall of an office today, in the order in which they are called."""

from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from antrean.domain.ticket import queue_number
from antrean.records.lookups import local_day
from antrean.records.models import Appointment, Counter, Office


def waiting(office: Office, *, now: datetime) -> QuerySet[Appointment]:
    """Return those who checked in today and were not called: by their arrival minute, then number.

    The order is the appointed one, not that of the door: coming early gains nothing.
    """
    return Appointment.objects.filter(
        office=office,
        day=local_day(office, now=now),
        ended_at__isnull=True,
        check_in__isnull=False,
        calls__isnull=True,
    ).order_by("arrives_at", "queue_number")


def next_waiting(office: Office, *, now: datetime) -> Appointment | None:
    """Claim the first who waits, passing over rows another counter is claiming right now."""
    return (
        waiting(office, now=now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("office", "cell", "application")
        .first()
    )


CHANNEL = "antrean_calls"
"""Where calls are announced: the office's code, a space, the number, a space, the counter."""


def announce(appointment: Appointment, *, counter: Counter) -> None:
    """Tell every listening screen of a call, once the caller's transaction commits."""
    number = queue_number(appointment.queue_letter, appointment.queue_number)
    words = f"{appointment.office.code} {number} {counter.number}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, words])
