"""In which parts of the week offices work: what applicants may be asked about."""

from collections.abc import Iterable
from datetime import date, timedelta

from antrean.domain.calendar import bands_of
from antrean.domain.wishes import part_of
from antrean.records.calendar_facts import known_facts
from antrean.records.kept import kept
from antrean.records.models import Office

WeekPart = tuple[int, str]
"""A weekday (Monday is 0) and the name of a part of the day."""


def working_week(offices: Iterable[Office], *, day: date) -> frozenset[WeekPart]:
    """Return every part of the week from that day on in which one of the offices has a window.

    Empty where no hours are known.
    """
    return frozenset().union(*(_week(office.code, day) for office in offices))


@kept
def _week(code: str, day: date) -> frozenset[WeekPart]:
    office = known_facts(day).get(code)
    if office is None:  # it was added a moment ago
        return frozenset()
    days = (day + timedelta(days=after) for after in range(7))
    return frozenset(
        (each.weekday(), part_of(starts))
        for each in days
        if (hours := office.hours_on(each)) is not None
        for starts in bands_of(hours, minutes=office.rule_on(each).band_minutes)
    )
