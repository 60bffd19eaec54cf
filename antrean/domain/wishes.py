"""What applicants ask of us: offices they can reach, days and hours they cannot come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache

OFFICES_MAX = 3
SINGLE_DAYS_MAX = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day that can be ruled out, in the office's wall time."""

    name: str
    starts: time
    ends: time


PARTS = (
    Part("early", time(0), time(10)),
    Part("late", time(10), time(12)),
    Part("afternoon", time(12), time(23, 59)),
)
PART_NAMES = tuple(part.name for part in PARTS)


class NothingLeft(Exception):
    """The applicant ruled out every part of every day."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one applicant can and cannot do. Weekdays: Monday is 0."""

    offices: tuple[str, ...]  # codes in order of preference, at most OFFICES_MAX
    cannot: frozenset[tuple[int, str]] = frozenset()  # (weekday, part name)
    not_on: frozenset[date] = frozenset()
    not_before: date | None = None

    def allows(self, day: date, starts: time) -> bool:
        """Say whether a window that starts then is possible for this applicant."""
        if self.not_before is not None and day < self.not_before:
            return False
        if day in self.not_on:
            return False
        return not self.cannot or (day.weekday(), part_of(starts)) not in self.cannot

    def as_json(self) -> dict[str, object]:
        """Return the stored form, equal for equal wishes."""
        return {
            "offices": list(self.offices),
            "cannot": sorted([weekday, part] for weekday, part in self.cannot),
            "not_on": sorted(day.isoformat() for day in self.not_on),
            "not_before": self.not_before.isoformat() if self.not_before else None,
        }


@cache
def part_of(starts: time) -> str:
    """Return the name of the part of the day in which a window starts."""
    return next(part.name for part in PARTS if part.starts <= starts < part.ends)


def from_json(stored: dict[str, object]) -> Wishes:
    """Read the stored form back; missing parts mean "no such wish"."""
    offices: Iterable[str] = stored.get("offices") or ()  # type: ignore[assignment]
    cannot: Iterable[tuple[int, str]] = stored.get("cannot") or ()  # type: ignore[assignment]
    not_on: Iterable[str] = stored.get("not_on") or ()  # type: ignore[assignment]
    not_before = stored.get("not_before")
    return Wishes(
        offices=tuple(offices),
        cannot=frozenset((int(weekday), str(part)) for weekday, part in cannot),
        not_on=frozenset(date.fromisoformat(day) for day in not_on),
        not_before=date.fromisoformat(str(not_before)) if not_before else None,
    )


@lru_cache(maxsize=4096)
def from_text(stored: str) -> Wishes:
    """Read the stored form from its JSON text; many people ask for the same."""
    return from_json(json.loads(stored))


def must_leave_something(
    cannot: frozenset[tuple[int, str]], *, possible: Iterable[tuple[int, str]]
) -> None:
    """Raise `NothingLeft` when no (weekday, part) in which the offices work remains."""
    if not any(each not in cannot for each in possible):
        raise NothingLeft
