"""Whether somebody without an appointment can still be served today."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Sum

from antrean.domain.hall.room import walk_in_room
from antrean.domain.hall.stages import LETTERS
from antrean.records.hall import line, pace
from antrean.records.hall.hours import hours_on
from antrean.records.models import Appointment, Cell, HallDay, Office, Visit

SHOW_RATE = 0.85
"""Of a hundred booked people 80 to 90 come (an office's own figure of 2022; domain, section 7)."""


def has_room(office: Office, day: HallDay, *, line: str, people: int, now: datetime) -> bool:
    """Say whether so many people of a line fit: collections always, priority by its quota first."""
    if line == "collection":
        return True
    if line == "priority":
        given = Visit.objects.filter(office=office, day=day.day, queue_letter=LETTERS["priority"])
        if _people(given) + people <= priority_quota(office, day):
            return True
    return people <= walk_ins_left(office, day, now=now)


def priority_quota(office: Office, day: HallDay) -> int:
    """Return how many seats of the day are kept for priority and not given by appointment."""
    cells = Cell.objects.filter(office=office, day=day.day, pool="priority")
    sums = cells.aggregate(seats=Sum("seats"), taken=Sum("taken"))
    return (sums["seats"] or 0) - (sums["taken"] or 0)


def walk_ins_left(office: Office, day: HallDay, *, now: datetime) -> int:
    """Return how many walk-ins still fit before closing, after everybody booked."""
    speed = pace.pace_of(office, now=now)
    expected = Appointment.objects.filter(
        office=office, day=day.day, ended_at__isnull=True, visit__isnull=True
    )
    return walk_in_room(
        minutes_left=minutes_left(office, day, now=now),
        counters=speed.counters,
        minutes_each=speed.minutes_each,
        waiting=_people(line.in_the_hall(office, now=now).exclude(state="absent")),
        expected=expected.filter(window_ends_at__gt=now).count(),
        show_rate=SHOW_RATE,
    )


def _people(visits: QuerySet[Visit]) -> int:
    """Return how many people came with these numbers: one number may be a whole family's."""
    return int(visits.aggregate(people=Sum("people"))["people"] or 0)


def minutes_left(office: Office, day: HallDay, *, now: datetime) -> float:
    """Return the working minutes until the office closes today, the break left out."""
    hours = hours_on(office, day=day.day)
    if hours is None:
        return 0.0
    zone = ZoneInfo(office.timezone)
    closes, pauses, goes_on = (
        datetime.combine(day.day, each, tzinfo=zone) if each else None
        for each in (hours.closes, hours.break_starts, hours.break_ends)
    )
    left = (closes - now).total_seconds() if closes else 0.0
    if pauses and goes_on:
        left -= max(0.0, (goes_on - max(pauses, now)).total_seconds())
    return max(0.0, left) / 60
