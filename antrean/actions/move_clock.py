"""Move the clock: let time pass in a demonstration, a tour or a test."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import clock, ledger


@transaction.atomic(durable=True)
def move_clock(*, by: timedelta) -> datetime:
    """Move the one clock, forward or back by whole seconds, and return the new instant.

    Raises `ClockStands` in production, and where the database does not say that it may move.
    """
    if settings.PRODUCTION:
        raise clock.ClockStands
    clock.move(by)
    now = clock.now()
    seconds = int(by.total_seconds())
    ledger.write([Deed(NATIONAL, "clock_moved", "clock", "system", {"seconds": seconds})], at=now)
    return now
