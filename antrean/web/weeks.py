"""The week that applicants are asked about: when one of their offices works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from antrean.records import reference
from antrean.records.lookups import local_day
from antrean.records.working_week import WeekPart, working_week


@dataclass(frozen=True, slots=True)
class Week:
    """Parts of the week with a window at one of the offices, and today's date at the first."""

    parts: frozenset[WeekPart]
    today: date


def of(codes: Sequence[str], *, now: datetime) -> Week:
    """Return the week of these offices; the first one's clock counts."""
    known = reference.known_offices()
    found = {code: known[code] for code in codes if code in known}
    today = local_day(found[codes[0]], now=now) if codes[0] in found else now.date()
    return Week(parts=working_week(found.values(), day=today), today=today)
