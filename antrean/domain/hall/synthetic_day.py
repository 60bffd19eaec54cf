"""Made-up office days: who is booked, who comes and when, and how long each will take.

Minutes are counted from midnight at the office. All chance comes from the generator handed in.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from antrean.domain.calendar import arrival_minutes, bands_of
from antrean.domain.hall.order import Waiter
from antrean.domain.hall.overbooking import overbooked
from antrean.domain.hall.standing import Standing, on_arrival
from antrean.domain.office_facts import Hours

ARRIVALS = ("staggered", "blocks")
LAST_MINUTES = 60
"""Nobody is overbooked in the last hour: the office would have no time to catch up."""

MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)
"""Made-up days have no date; the order of calling needs instants, so all happen on this one."""

HOURS = Hours(
    weekday=0,
    opens=time(8),
    closes=time(16),
    break_starts=time(12),
    break_ends=time(13),
    valid_from=date(2026, 1, 1),
)
FULL = tuple((band, 14) for band in bands_of(HOURS))
"""Six counters serve fifteen people in half an hour; one seat of fifteen is left to walk-ins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDay:
    """What is planned for a day, and what its people are like.

    `seats` are the bands' starts with the seats that are given by appointment. `cv` is the
    standard deviation of a service divided by its mean. `punctual` is by how many minutes people
    come after their arrival minute: mean and standard deviation. `walk_ins` is how many people
    without an appointment come on average. Defaults: docs/estimate.md.
    """

    hours: Hours = HOURS
    seats: tuple[tuple[time, int], ...] = FULL
    band_minutes: int = 30
    counters: int = 6
    minutes_each: float = 12.0
    cv: float = 0.6
    absent: float = 0.15
    punctual: tuple[float, float] = (-5.0, 8.0)
    priority_share: float = 0.05
    walk_ins: float = 8.0
    arrivals: str = "staggered"

    @property
    def opens(self) -> int:
        """Return the minute at which the counters begin."""
        return minutes_of(self.hours.opens)

    @property
    def closes(self) -> int:
        """Return the minute at which the office closes."""
        return minutes_of(self.hours.closes)

    @property
    def pause(self) -> tuple[int, int]:
        """Return when the break begins and ends; an empty one at closing where there is none."""
        if self.hours.break_starts is None or self.hours.break_ends is None:
            return self.closes, self.closes
        return minutes_of(self.hours.break_starts), minutes_of(self.hours.break_ends)

    @property
    def working_minutes(self) -> float:
        """Return how long a counter is open."""
        return self.open_between(self.opens, self.closes)

    def begins_in(self, minute: float) -> float:
        """Return the minutes until the counters begin; 0 while they work, and after closing."""
        starts, ends = self.pause
        if minute < self.opens:
            return self.opens - minute
        return ends - minute if starts < minute < ends else 0.0

    def open_between(self, start: float, end: float) -> float:
        """Return the opening minutes between two minutes of the day, the break left out."""
        starts, ends = self.pause
        return _overlap(start, end, self.opens, starts) + _overlap(start, end, ends, self.closes)


@dataclass(slots=True)
class Visitor:
    """Somebody who is booked or comes by: told when to come, comes at (None: never), takes so long.

    `waiter` is what the order of calling knows of them; of people who are not here yet it says
    how they will stand if they are punctual.
    """

    id: int
    line: str
    takes: float
    comes_at: float | None
    window: tuple[float, float] | None = None
    told: float | None = None
    waiter: Waiter = field(init=False)

    def __post_init__(self) -> None:
        if self.window is None or self.told is None:
            self.waiter = self._standing(on_arrival_of(self.comes_at or 0.0, None))
        else:
            self.waiter = self._standing(on_arrival_of(self.window[0], self.window))

    def arrive(self) -> None:
        """Let them stand where the rule puts whoever comes at that moment."""
        if self.comes_at is not None:
            self.waiter = self._standing(on_arrival_of(self.comes_at, self.window))

    def _standing(self, standing: Standing) -> Waiter:
        return Waiter(
            id=self.id,
            line=self.line,
            standing=standing.kind,
            since=standing.since,
            arrives_at=None if self.told is None else instant(self.told),
        )


def on_arrival_of(minute: float, window: tuple[float, float] | None) -> Standing:
    """Return the standing by the real rule of somebody who comes at that minute."""
    starts, ends = (instant(window[0]), instant(window[1])) if window else (None, None)
    return on_arrival(at=instant(minute), window_starts_at=starts, window_ends_at=ends)


def draw_day(plan: OfficeDay, *, chance: Random) -> list[Visitor]:
    """Return everybody who is booked and everybody who comes by, in no order.

    The same generator draws the same people for "staggered" and for "blocks": only the minute they
    are told differs, and with it the minute they come.
    """
    booked = list(_booked(plan, chance))
    return booked + list(_walk_ins(plan, chance, after=len(booked)))


def instant(minute: float) -> datetime:
    """Return the instant of a minute of the day."""
    return MIDNIGHT + timedelta(minutes=minute)


def minutes_of(clock: time) -> int:
    """Return the minute of the day of a wall time."""
    return clock.hour * 60 + clock.minute


def _booked(plan: OfficeDay, chance: Random) -> Iterator[Visitor]:
    number = 0
    for band, seats in plan.seats:
        starts = minutes_of(band)
        people = _people_in(plan, starts=starts, seats=seats)
        for nth in range(1, people + 1):
            number += 1
            offset = arrival_minutes(nth, seats=people, band_minutes=plan.band_minutes)
            told = starts + (offset if plan.arrivals == "staggered" else 0)
            comes_at = told + chance.gauss(*plan.punctual)
            yield Visitor(
                id=number,
                line="priority" if chance.random() < plan.priority_share else "booked",
                takes=_takes(plan, chance),
                comes_at=comes_at if chance.random() >= plan.absent else None,
                window=(starts, starts + plan.band_minutes),
                told=told,
            )


def _overlap(start: float, end: float, opens: float, closes: float) -> float:
    return max(0.0, min(end, closes) - max(start, opens))


def _people_in(plan: OfficeDay, *, starts: int, seats: int) -> int:
    if starts + plan.band_minutes > plan.closes - LAST_MINUTES:
        return seats
    able = math.floor(plan.counters * plan.band_minutes / plan.minutes_each)
    return overbooked(seats, able=min(able, seats), absent=plan.absent)


def _walk_ins(plan: OfficeDay, chance: Random, *, after: int) -> Iterator[Visitor]:
    """People without an appointment come at random moments of the opening hours."""
    minute = float(plan.opens)
    each = (plan.closes - plan.opens) / plan.walk_ins if plan.walk_ins > 0 else math.inf
    for number in range(after + 1, after + 1 + 10 * math.ceil(plan.walk_ins)):
        minute += chance.expovariate(1 / each)
        if minute >= plan.closes:
            return
        has_priority = chance.random() < plan.priority_share
        line = "priority" if has_priority else "walk_in"
        yield Visitor(id=number, line=line, takes=_takes(plan, chance), comes_at=minute)


def _takes(plan: OfficeDay, chance: Random) -> float:
    """Draw the minutes of one service: lognormal with the mean and variation of the plan."""
    variance = math.log(1 + plan.cv**2)
    return chance.lognormvariate(math.log(plan.minutes_each) - variance / 2, math.sqrt(variance))
