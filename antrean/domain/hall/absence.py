"""What follows when somebody with an appointment does not come, as published.

The first absence lowers the age class of the next application; a second within twelve months pauses
new times for thirty days; a person may excuse any of them on appeal.
Source: the agreed rules of allocation, "Family, urgency, ageing, absence".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

COUNTED_DAYS = 365
"""Absences of the last twelve months count together."""

PAUSE_DAYS = 30
PAUSED_FROM = 2
"""So many counted absences begin a pause."""


@dataclass(frozen=True, slots=True)
class Absence:
    """One missed day at an office; an excused one counts for nothing."""

    day: date
    excused: bool = False


def paused_until(absences: Sequence[Absence], *, today: date) -> date | None:
    """Return the first day somebody may have a time again, None where no pause holds today.

    The pause begins on the day of the absence that was at least the second within twelve months.
    """
    days = sorted(each.day for each in absences if not each.excused)
    ends = [
        day + timedelta(days=PAUSE_DAYS)
        for place, day in enumerate(days)
        if sum(day - before < timedelta(days=COUNTED_DAYS) for before in days[: place + 1])
        >= PAUSED_FROM
    ]
    latest = max(ends, default=None)
    return latest if latest is not None and latest > today else None


def lowers_age_class(absences: Sequence[Absence], *, last_taken_in: date | None) -> bool:
    """Say whether the next application starts in the lowest age class.

    It does once for an absence since the person was last taken in by a draw.
    """
    counted = [each.day for each in absences if not each.excused]
    return any(last_taken_in is None or day >= last_taken_in for day in counted)
