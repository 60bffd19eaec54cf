"""What holds at an office on a day: of dated rows, the one that counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Protocol, TypeVar

KINDS = ("kanim", "ulp", "ukk", "mpp", "counter")
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
PRECISIONS = ("city", "metropolis", "approximate")
POOLS = ("regular", "priority", "same_day", "urgent", "group", "walk_in")
BASES = ("published", "assumption")
CLOSURES = ("holiday", "joint_leave", "office")
EVIDENCE = ("official", "news", "blog", "derived", "unverified")
RULES = ("electronic_only", "regular_and_electronic")


class HasDates(Protocol):
    """Anything that holds from a day on, and perhaps to a last day."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


Row = TypeVar("Row", bound=HasDates)


def holds_on(row: HasDates, day: date) -> bool:
    """Say whether the row holds on that day; both ends count."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def latest(rows: Iterable[Row], *, day: date) -> Row | None:
    """Return the row that holds on that day, of several the one that began last."""
    return max(
        (row for row in rows if holds_on(row, day)), key=lambda row: row.valid_from, default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Holds from `valid_from` to `valid_to`, both included; None means still."""

    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Dated):
    """When an office works on one weekday (Monday is 0), in its own zone."""

    weekday: int
    opens: time
    closes: time
    break_starts: time | None = None
    break_ends: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsADay(Dated):
    """How many people an office can take in a day. `basis` is published or assumption."""

    seats: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(Dated):
    """Pools and their percentage of a day's seats, in order of precedence; the sum is 100.

    `own` tells an office's own division from the general one.
    """

    parts: tuple[tuple[str, int], ...]
    own: bool = False

    @property
    def whole(self) -> bool:
        """Say whether the parts add up; rows entered one by one do not until the last."""
        return sum(percent for _, percent in self.parts) == 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRule(Dated):
    """How far ahead days open, how long a band is, and from which demand places are drawn."""

    horizon_days: int = 30
    band_minutes: int = 30
    scarce_from_percent: int = 90
    own: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """A day on which the office is closed. `kind` is holiday, joint_leave or office."""

    day: date
    kind: str
    name_id: str
    name_en: str
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """Everything dated that the calendar of one office is made of."""

    code: str
    timezone: str
    hours: tuple[Hours, ...] = ()
    capacities: tuple[SeatsADay, ...] = ()
    shares: tuple[Shares, ...] = ()
    rules: tuple[CalendarRule, ...] = ()
    closings: Mapping[date, Closing] = field(default_factory=dict)

    def hours_on(self, day: date) -> Hours | None:
        """Return the hours of that weekday; None where the office does not work on it."""
        return latest((hours for hours in self.hours if hours.weekday == day.weekday()), day=day)

    def capacity_on(self, day: date) -> SeatsADay | None:
        """Return the capacity in force: a published figure beats an assumption, then the latest."""
        published = (row for row in self.capacities if row.basis != "assumption")
        return latest(published, day=day) or latest(self.capacities, day=day)

    def shares_on(self, day: date) -> Shares | None:
        """Return the division in force: the office's own beats the general one, then the latest.

        A division that does not add up to 100 is not finished and is passed over.
        """
        whole = [shares for shares in self.shares if shares.whole]
        own = latest((shares for shares in whole if shares.own), day=day)
        return own or latest(whole, day=day)

    def rule_on(self, day: date) -> CalendarRule:
        """Return the calendar rule in force, the office's own before the general one.

        Before the first rule, thirty days and bands of half an hour.
        """
        own = latest((rule for rule in self.rules if rule.own), day=day)
        return own or latest(self.rules, day=day) or CalendarRule(valid_from=day)
