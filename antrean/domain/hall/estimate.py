"""How long until somebody is called: an honest range of minutes, from few and cheap facts.

The middle counts ends of services: who is called before, divided by how fast counters get free.
How much the truth scatters around it is not assumed but learned (`calibration`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from antrean.domain.hall.calibration import Calibration, Forecast
from antrean.domain.hall.order import Asking, Waiter, group_of, line_up

PRIOR_MINUTES, PRIOR_SPREAD, PRIOR_WEIGHT = 12.0, 0.6, 10
"""What is believed before anything was measured, as if from so many services."""

LONGEST = 4
"""A service of more than so many times the usual one was not ended when it was over."""

EARLY_MINUTES = 5
"""So long before their arrival minute people come, on average."""

SHARE_BEFORE, COMING_SPREAD = 0.5, 0.5
"""Of those whose turn is before and who are not here yet, half come in time to be called before."""

HORIZON_MINUTES = 90
"""Whoever should come later than that does not matter yet."""

BANDS = ((1, "1"), (2, "2"), (3, "3"), (6, "4-6"))
MANY = "7+"
LINE_FROM, LINE = 6, "line"
"""People with a real line ahead know more than those with as many people still on the way."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes each person takes, counters open, and standard deviation / mean of the minutes."""

    minutes_each: float
    counters: int
    spread: float = PRIOR_SPREAD

    @property
    def slot(self) -> float:
        """Return the minutes after which, on average, the next counter gets free."""
        return self.minutes_each / max(1, self.counters)


def pace(finished: Sequence[float], *, counters: int) -> Pace:
    """Return the pace from the minutes of finished services, mixed with what is believed before."""
    if not finished:
        return Pace(PRIOR_MINUTES, counters)
    usual = sorted(finished)[len(finished) // 2]
    minutes = [min(each, LONGEST * usual) for each in finished]
    weight = len(minutes) + PRIOR_WEIGHT
    mean = (sum(minutes) + PRIOR_WEIGHT * PRIOR_MINUTES) / weight
    squares = sum((each - mean) ** 2 for each in minutes)
    variance = (squares + PRIOR_WEIGHT * (PRIOR_SPREAD * mean) ** 2) / weight
    return Pace(mean, counters, math.sqrt(variance) / mean if mean else PRIOR_SPREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is known the moment somebody asks.

    `ahead` are called before, as the line stands now, once the own window has begun (in
    `window_in` minutes, 0 when it has); `ahead_now` are called before if it never began. The
    counters begin in `begins_in` minutes, 0 while they work. `coming` are the minutes until the
    arrival minutes of people who are not here yet and will be called before, the soonest first.
    """

    kind: str  # booked, early, priority, open, closed
    ahead: int
    ahead_now: int
    idle: int
    window_in: float = 0.0
    begins_in: float = 0.0
    coming: tuple[float, ...] = ()


def forecast(outlook: Outlook, *, pace: Pace, calibration: Calibration) -> Forecast:
    """Return the range of whole minutes until the call, rounded outward.

    One unit of a margin is the scatter to expect: a slot for the next free counter, and more the
    more services must end before.
    """
    begins_in = outlook.begins_in
    soon = sum(_is_here(each, by=begins_in) for each in outlook.coming) if begins_in else 0
    if outlook.idle > outlook.ahead_now + soon:
        return Forecast(math.floor(begins_in), round(begins_in), math.ceil(begins_in))
    middle, on_the_way = _middle(outlook, slot=pace.slot)
    services = (middle - begins_in) / pace.slot
    further = max(0.0, services - 1) * pace.spread**2
    unit = pace.slot * math.sqrt(1 + further + on_the_way * COMING_SPREAD**2)
    band = _band(outlook, services)
    margins = calibration.margins(band)
    low, likely, high = (
        max(begins_in, middle + unit * each) for each in (margins.low, margins.likely, margins.high)
    )
    return Forecast(math.floor(low), round(likely), math.ceil(high), band)


def outlook_of(
    me: Waiter,
    *,
    waiting: Iterable[Waiter],
    expected: Iterable[Waiter],
    recent: Sequence[str],
    now: datetime,
    idle: int = 0,
    begins_in: float = 0.0,
) -> Outlook:
    """Return what is known for somebody who waits, by the real order of calling.

    `waiting` is everybody who waits, `me` included or not; `expected` are booked and not here yet,
    as they will stand if they are punctual; `recent` is as in `order.next_turn`. `idle` counters
    have nobody, or will have nobody when the counters begin, in `begins_in` minutes.
    """
    line = [each for each in waiting if each.id != me.id] + [me]
    begins = now + timedelta(minutes=begins_in)
    is_early = me.standing == "punctual" and me.since > begins
    ahead_now = _place(me, line, recent=recent, at=begins)
    at_once = idle > ahead_now and begins_in <= 0  # nobody on the way matters then
    return Outlook(
        kind=_kind(me, is_early=is_early, begins_in=begins_in),
        ahead=_place(me, line, recent=recent, at=me.since) if is_early else ahead_now,
        ahead_now=ahead_now,
        idle=idle,
        window_in=_minutes(me.since - now) if is_early else 0.0,
        begins_in=begins_in,
        coming=() if at_once else tuple(sorted(_coming(me, expected, now=now))),
    )


def _middle(outlook: Outlook, *, slot: float) -> tuple[float, int]:
    """Return the minutes until the call if everything goes as it does on average.

    With it, how many who are still on the way were counted for it. Whoever came before their window
    is called when their turn comes after it has begun, or before that, should nobody else wait.
    """
    in_turn = _called_in(outlook.ahead, outlook, slot=slot)
    if outlook.window_in <= 0:
        return in_turn
    in_a_lull = max(in_turn, _called_in(outlook.ahead_now, outlook, slot=slot))
    return min(in_a_lull, (max(in_turn[0], outlook.window_in), in_turn[1]))


def _called_in(ahead: float, outlook: Outlook, *, slot: float) -> tuple[float, int]:
    services, on_the_way = ahead + 1.0 - outlook.idle, 0
    for minutes in outlook.coming:
        if not _is_here(minutes, by=outlook.begins_in + max(0.0, services) * slot):
            break
        services += SHARE_BEFORE
        on_the_way += 1
    return outlook.begins_in + max(0.0, services) * slot, on_the_way


def _band(outlook: Outlook, services: float) -> str:
    """Return the name of those who wait like this; their forecasts are learned together."""
    if outlook.kind == "closed":
        return outlook.kind
    if outlook.ahead >= LINE_FROM:
        return f"{outlook.kind} {LINE}"
    size = next((name for most, name in BANDS if services <= most), MANY)
    return f"{outlook.kind} {size}"


def _is_here(minutes: float, *, by: float) -> bool:
    return minutes - EARLY_MINUTES <= by


def _place(me: Waiter, line: Sequence[Waiter], *, recent: Sequence[str], at: datetime) -> int:
    turns = line_up(line, now=at, recent=recent, asking=Asking(), limit=len(line))
    return [turn.waiter.id for turn in turns].index(me.id)


def _coming(me: Waiter, expected: Iterable[Waiter], *, now: datetime) -> Iterable[float]:
    latest = now + timedelta(minutes=HORIZON_MINUTES)
    for each in expected:
        minute = each.arrives_at
        if minute and now <= minute <= latest and _goes_before(each, me):
            yield _minutes(minute - now)


def _goes_before(other: Waiter, me: Waiter) -> bool:
    """Say whether somebody who is still on the way will be called before, should they come."""
    if me.stage_place > 0 or (me.line == "priority" and other.line != "priority"):
        return False
    if me.line != other.line == "priority" or group_of(me) == "open":
        return True
    return _place_on_paper(other) < _place_on_paper(me)


def _place_on_paper(waiter: Waiter) -> tuple[datetime, datetime, int]:
    return (waiter.since, waiter.arrives_at or waiter.since, waiter.id)


def _kind(me: Waiter, *, is_early: bool, begins_in: float) -> str:
    if begins_in > 0:
        return "closed"
    return "early" if is_early else group_of(me)


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
