"""Everything the public page of one office tells: hours, capacity, and its next days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from antrean.domain.calendar import ClosedDay, last_open_day, opens_at
from antrean.domain.office_facts import Hours
from antrean.records.calendar_facts import known_facts
from antrean.records.kept import kept
from antrean.records.lookups import earliest_days, local_day
from antrean.records.models import Capacity, Office, OpeningHours
from antrean.records.reference import closed_days, known_offices
from antrean.records.vacancies import first_free

DAYS_SHOWN = 30
OPEN_TO_ALL = ("regular",)


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """One office as of one instant; days are the office's.

    `days` says of each of the next `DAYS_SHOWN` days why it is closed, None where a seat is free.
    After `last_open` days are not open yet; the next one opens at `next_opens_at` (UTC).
    """

    hours: tuple[Hours, ...]
    hours_are_assumed: bool
    capacity: Capacity | None
    days: dict[date, ClosedDay | None]
    first_free: date | None
    last_open: date
    next_opens_at: datetime


def office_sheet(office: Office, *, now: datetime) -> OfficeSheet | None:
    """Look up everything about one office; may be seconds old.

    None where it was added a moment ago and its calendar is not known yet.
    """
    first = earliest_days([office], now=now)[office.code]
    return _sheet(office.code, local_day(office, now=now), first)


@kept
def _sheet(code: str, today: date, first: date) -> OfficeSheet | None:
    office, facts = known_offices().get(code), known_facts(today).get(code)
    if office is None or facts is None:
        return None
    week = [facts.hours_on(today + timedelta(days=after)) for after in range(7)]
    held = facts.capacity_on(today)
    last_open = last_open_day(facts, today=today)
    return OfficeSheet(
        hours=tuple(sorted(filter(None, week), key=lambda hours: hours.weekday)),
        hours_are_assumed=OpeningHours.objects.filter(office=office, basis="assumption").exists(),
        capacity=Capacity.objects.filter(office=office, valid_from=held.valid_from).first()
        if held
        else None,
        days=closed_days(
            office,
            pools=OPEN_TO_ALL,
            from_day=first,
            to_day=first + timedelta(days=DAYS_SHOWN - 1),
            today=today,
        ),
        first_free=first_free(OPEN_TO_ALL, office.timezone, first).get(code),
        last_open=last_open,
        next_opens_at=opens_at(facts, day=last_open + timedelta(days=1), today=today),
    )
