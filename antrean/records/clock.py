"""The one clock: the database's, moved only where a demonstration, tour or test may move it."""

from datetime import datetime, timedelta

from django.db import connection

from antrean.records.models import ClockOffset


class ClockStands(Exception):
    """This database's clock may not be moved: it serves real people."""


def now() -> datetime:
    """Return the service's instant, aware and in UTC, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT antrean_now()")
        row = cursor.fetchone()
    moment: datetime = row[0]
    return moment


def move(by: timedelta) -> None:
    """Move the clock forward or back. Raises `ClockStands` unless the database says it may move."""
    seconds = int(by.total_seconds())
    moved = ClockOffset.objects.filter(movable=True)
    for offset in moved.select_for_update():
        moved.update(seconds=offset.seconds + seconds)
        return
    raise ClockStands
