"""The one clock: the database's, moved only where a demonstration, tour or test may move it."""

from datetime import datetime, timedelta
from typing import cast

from antrean.records import prepared
from antrean.records.models import ClockOffset


class ClockStands(Exception):
    """This database's clock may not be moved: it serves real people."""


def now() -> datetime:
    """Return the service's instant, aware and in UTC, by the database's clock."""
    [(moment,)] = prepared.fetch("SELECT antrean_now()")
    return cast(datetime, moment)


def move(by: timedelta) -> None:
    """Move the clock forward or back. Raises `ClockStands` unless the database says it may move."""
    seconds = int(by.total_seconds())
    moved = ClockOffset.objects.filter(movable=True)
    for offset in moved.select_for_update():
        moved.update(seconds=offset.seconds + seconds)
        return
    raise ClockStands
