"""The day of a hall: the one lock behind which numbers and calls are given in order."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from antrean.records.lookups import local_day
from antrean.records.models import Appointment, Coverage, HallDay, Office


def hall_day(office: Office, *, now: datetime) -> HallDay:
    """Return today's row as it is, or an unsaved open one where nothing has happened yet."""
    day = local_day(office, now=now)
    return HallDay.objects.filter(office=office, day=day).first() or HallDay(office=office, day=day)


def lock_day(office: Office, *, now: datetime, day: date | None = None) -> HallDay:
    """Lock today's row, or another day's, until the transaction ends; the first deed makes it.

    Every deed that changes the line takes it first, so that the order of calling is judged by one
    counter after the other. See docs/locking.md.
    """
    day = day or local_day(office, now=now)
    rows = HallDay.objects.select_for_update().filter(office=office, day=day)
    row = rows.first()
    if row is None:
        HallDay.objects.bulk_create([HallDay(office=office, day=day)], ignore_conflicts=True)
        row = rows.get()
    row.office = office
    return row


def unmeasured_days() -> list[tuple[Office, date]]:
    """Return the closed days whose announced waits were not looked at yet, the oldest first."""
    measured = Coverage.objects.filter(office=OuterRef("office"), day=OuterRef("day"))
    closed = HallDay.objects.filter(~Exists(measured), closed_at__isnull=False)
    rows = closed.select_related("office").order_by("day", "office__code")
    return [(each.office, each.day) for each in rows]


def forgotten_days(*, now: datetime) -> list[tuple[Office, date]]:
    """Return the days that are over at their office and were never closed, the oldest first."""
    latest = (now + timedelta(days=1)).date()
    live = Appointment.objects.filter(ended_at__isnull=True, day__lt=latest)
    begun = HallDay.objects.filter(closed_at__isnull=True, day__lt=latest)
    found = set(live.values_list("office", "day")) | set(begun.values_list("office", "day"))
    offices = Office.objects.in_bulk({office for office, _day in found})
    days = [(offices[office], day) for office, day in found]
    over = [(office, day) for office, day in days if day < local_day(office, now=now)]
    return sorted(over, key=lambda each: (each[1], each[0].code))
