"""Many made-up days of an office: how honest the estimate is, how long people wait, who is served.

Every call goes through the real order of calling, every wait is foretold by the real estimate, and
each night the real calibration learns from the day. The same generator gives the same answer.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from random import Random

from antrean.domain.hall.bounds import BOUNDS, CLASSES
from antrean.domain.hall.calibration import (
    DEFAULT,
    Calibration,
    Seen,
    coverage,
    mean_absolute_error,
    recalibrated,
)
from antrean.domain.hall.order import RULES, OrderRules
from antrean.domain.hall.simulated_day import Called, DayRun, Hall
from antrean.domain.hall.synthetic_day import OfficeDay, draw_day

MEASURED_LAST = 200
"""The pace is measured from so many last services, whichever day they were on."""

IN_TIME_MINUTES = 30
"""Whoever is called within so long was called in time (goal of the design for nine of ten)."""

Learn = Callable[[Calibration, Iterable[Seen]], Calibration]
Told = Callable[[int, int], None]
"""Called with how many days are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one class waited, in minutes as `bounds` counts them; `broken` waited too long."""

    people: int
    p50: float
    p95: float
    longest: float
    bound: int
    broken: int


@dataclass(frozen=True, slots=True)
class Held:
    """Of so many ranges this share held."""

    ranges: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of the days.

    `coverage_80` is the share of ranges that held and `mae_minutes` how far the likely minute was
    from the call on average, both of those people who had to be told a range. `certain_share` of
    all people were called at once, or when the counters began, and told so; `told_right` is the
    share of all people who were told right and `mae_of_all` the error over all of them. Waits are
    minutes as `bounds` counts them. `utilisation` is the share of the opening hours in which a
    counter served somebody, `overtime_minutes` how long after closing the last person was done.
    """

    coverage_80: float
    mae_minutes: float
    certain_share: float
    told_right: float
    mae_of_all: float
    wait_p50: float
    wait_p90: float
    served_per_day: float
    in_time_per_day: float
    turned_away_per_day: float
    utilisation: float
    overtime_minutes: float
    waits: Mapping[str, Waits]
    held_by_ahead: Mapping[str, Held]
    held_by_hour: Mapping[str, Held]
    calibration: Calibration

    @property
    def broken_bounds(self) -> int:
        """Return how many people waited longer than the published bound of their class."""
        return sum(each.broken for each in self.waits.values())


def simulate(
    plans: Sequence[OfficeDay],
    *,
    days: int,
    chance: Random,
    counters: int | None = None,
    calibration: Calibration = DEFAULT,
    rules: OrderRules = RULES,
    learn: Learn = recalibrated,
    told: Told | None = None,
) -> Answer:
    """Live through so many days, taking the plans in turn, and say what came of them.

    `counters` work instead of those that were planned for; the people stay the same. Every day
    counts, the first included. Raises `ValueError` without a plan, a day or a counter.
    """
    if not plans or days < 1 or min(counters or 1, *(plan.counters for plan in plans)) < 1:
        raise ValueError("a simulation needs a plan, a day and a counter")
    finished: deque[float] = deque(maxlen=MEASURED_LAST)
    runs: list[tuple[OfficeDay, DayRun]] = []
    for number in range(days):
        planned = plans[number % len(plans)]
        people = draw_day(planned, chance=chance)
        plan = replace(planned, counters=counters or planned.counters)
        hall = Hall(plan, people, calibration=calibration, finished=finished, rules=rules)
        runs.append((plan, hall.live_through()))
        calibration = learn(calibration, [each.seen for each in runs[-1][1].called])
        if told:
            told(number + 1, days)
    return _answer(runs, calibration)


def what_if(
    plan: OfficeDay,
    *,
    counters: int,
    chance: Random,
    days: int = 20,
    calibration: Calibration = DEFAULT,
) -> Answer:
    """Say what came of the planned day with another number of counters and the same people.

    Two generators with the same seed draw the same people, so that the answers can be compared.
    """
    return simulate([plan], days=days, chance=chance, counters=counters, calibration=calibration)


def seats_for_the_same_wait(
    plans: Sequence[OfficeDay], *, wait_p90: float, days: int, start: Callable[[], Random]
) -> tuple[int, Answer]:
    """Return the largest percentage of the seats with which nine of ten wait no longer than that.

    `start` gives a generator with the same seed each time. The search tries seven sizes; with no
    seats at all nobody waits.
    """
    least, most = 0, 100
    while most - least > 1:
        percent = (least + most) // 2
        answer = simulate(with_percent(plans, percent), days=days, chance=start())
        least, most = (percent, most) if answer.wait_p90 <= wait_p90 else (least, percent)
    return least, simulate(with_percent(plans, least), days=days, chance=start())


def with_percent(plans: Sequence[OfficeDay], percent: int) -> list[OfficeDay]:
    """Return the plans with so much of their seats, spread evenly over the day."""
    return [replace(plan, seats=_thinned(plan.seats, percent)) for plan in plans]


def _thinned(seats: Sequence[tuple[time, int]], percent: int) -> tuple[tuple[time, int], ...]:
    left: list[tuple[time, int]] = []
    before = 0
    for band, number in seats:
        after = before + number * percent
        left.append((band, after // 100 - before // 100))
        before = after
    return tuple(left)


def _answer(runs: Sequence[tuple[OfficeDay, DayRun]], calibration: Calibration) -> Answer:
    called = [each for _, run in runs for each in run.called]
    seen = [each.seen for each in called]
    waits = sorted(each.waited for each in called)
    able = sum(plan.working_minutes * plan.counters for plan, _ in runs)
    late = [max(0.0, run.ended_at - plan.closes) for plan, run in runs]
    return Answer(
        coverage_80=coverage(seen),
        mae_minutes=mean_absolute_error(seen),
        certain_share=_mean([each.forecast.is_certain for each in seen]),
        told_right=_mean([each.forecast.holds(each.minutes) for each in seen]),
        mae_of_all=_mean([abs(each.minutes - each.forecast.likely) for each in seen]),
        wait_p50=_quantile(waits, 0.5),
        wait_p90=_quantile(waits, 0.9),
        served_per_day=len(called) / len(runs),
        in_time_per_day=sum(each <= IN_TIME_MINUTES for each in waits) / len(runs),
        turned_away_per_day=sum(run.turned_away for _, run in runs) / len(runs),
        utilisation=sum(run.busy_minutes for _, run in runs) / able,
        overtime_minutes=_mean(late),
        waits=_waits(called),
        held_by_ahead=_held(called, by=lambda each: _ahead(each.ahead)),
        held_by_hour=_held(called, by=lambda each: f"{int(each.came_at // 60):02d}"),
        calibration=calibration,
    )


def _waits(called: Iterable[Called]) -> dict[str, Waits]:
    by_class: dict[str, list[float]] = {kind: [] for kind in CLASSES}
    for each in called:
        by_class[each.kind].append(each.waited)
    return {
        kind: Waits(
            people=len(minutes),
            p50=_quantile(sorted(minutes), 0.5),
            p95=_quantile(sorted(minutes), 0.95),
            longest=max(minutes, default=0.0),
            bound=BOUNDS[kind],
            broken=sum(each > BOUNDS[kind] for each in minutes),
        )
        for kind, minutes in by_class.items()
    }


def _held(called: Iterable[Called], *, by: Callable[[Called], str]) -> dict[str, Held]:
    found: dict[str, list[bool]] = {}
    for each in called:
        if not each.told.is_certain:
            found.setdefault(by(each), []).append(each.told.holds(each.seen.minutes))
    return {name: Held(len(held), _mean(held)) for name, held in sorted(found.items())}


def _ahead(people: int) -> str:
    return next((name for most, name in ((0, "0"), (2, "1-2"), (5, "3-5")) if people <= most), "6+")


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
