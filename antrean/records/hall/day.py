"""The day of a hall: the one lock behind which numbers and calls are given in order."""

from datetime import datetime

from antrean.records.lookups import local_day
from antrean.records.models import HallDay, Office


def hall_day(office: Office, *, now: datetime) -> HallDay:
    """Return today's row as it is, or an unsaved open one where nothing has happened yet."""
    day = local_day(office, now=now)
    return HallDay.objects.filter(office=office, day=day).first() or HallDay(office=office, day=day)


def lock_day(office: Office, *, now: datetime) -> HallDay:
    """Lock today's row until the caller's transaction ends; it is made with the first deed.

    Every deed that changes the line takes it first, so that the order of calling is judged by one
    counter after the other. See docs/locking.md.
    """
    day = local_day(office, now=now)
    rows = HallDay.objects.select_for_update().filter(office=office, day=day)
    if (row := rows.first()) is not None:
        return row
    HallDay.objects.bulk_create([HallDay(office=office, day=day)], ignore_conflicts=True)
    return rows.get()
