"""Ends a place and lets its seat come back at a random minute, for every deed that frees one."""

import secrets
from datetime import datetime, timedelta

from antrean.records import seats
from antrean.records.models import Appointment

RETURN_MINUTES_MIN = 10
RETURN_MINUTES_MAX = 240


def end(appointment: Appointment, *, ending: str, now: datetime) -> bool:
    """End a live place; the first to ask wins and gets True.

    A seat that still lies ahead comes back at a random minute between ten minutes and four hours
    from now, so that nobody can release one for somebody who waits for the second.
    Source: the cancel-and-rebook trade (allocation: why).
    """
    ended = Appointment.objects.filter(pk=appointment.pk, ended_at__isnull=True).update(
        ended_at=now, ending=ending
    )
    if not ended:
        return False
    minutes = RETURN_MINUTES_MIN + secrets.randbelow(RETURN_MINUTES_MAX - RETURN_MINUTES_MIN)
    seats.free_later(appointment, now=now, returns_at=now + timedelta(minutes=minutes))
    return True
