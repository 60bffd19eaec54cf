"""A made-up office day from the door to the last call, by the real order of calling."""

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from antrean.domain.hall.calibration import Calibration, Forecast, Seen
from antrean.domain.hall.estimate import Pace, forecast, outlook_of, pace
from antrean.domain.hall.order import Asking, Waiter, group_of, next_turn
from antrean.domain.hall.room import walk_in_room
from antrean.domain.hall.synthetic_day import OfficeDay, Visitor, instant

RECENT = 12
MEASURED_LAST = 200
"""The pace is measured from so many last services, whichever day they were on."""


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who was called: when they came, were called, and what they were told at the door."""

    visitor: Visitor
    came_at: float
    called_at: float
    waited: float
    told: Forecast

    @property
    def seen(self) -> Seen:
        """Return what was told and what came true."""
        return Seen(self.told, self.called_at - self.came_at)


@dataclass(slots=True)
class DayRun:
    """What came of one day. `busy_minutes` and `overtime` are of counters, after closing."""

    called: list[Called] = field(default_factory=list)
    turned_away: int = 0
    busy_minutes: float = 0.0
    ended_at: float = 0.0


class Hall:
    """The hall during one day: who waits, which counters are busy, and what happens next."""

    def __init__(
        self,
        plan: OfficeDay,
        people: Sequence[Visitor],
        *,
        counters: int,
        calibration: Calibration,
        finished: deque[float],
    ) -> None:
        self.plan, self.counters, self.calibration = plan, counters, calibration
        self.finished = finished
        self.expected = {each.id: each for each in people if each.window is not None}
        self.coming = sorted(
            (each for each in people if each.comes_at is not None), key=_by_coming
        )
        self.waiting: dict[int, Visitor] = {}
        self.told: dict[int, Forecast] = {}
        self.busy: list[tuple[float, int, float]] = []
        self.recent: deque[str] = deque(maxlen=RECENT)
        self.run = DayRun()

    def live_through(self) -> DayRun:
        """Let everybody come, be called and be served."""
        moments = [(float(plan_minute), None) for plan_minute in (self.plan.opens, self.plan.pause[1])]
        events: list[tuple[float, Visitor | None]] = [
            *((each.comes_at or 0.0, each) for each in self.coming), *moments
        ]
        for minute, visitor in sorted(events, key=lambda event: event[0]):
            self._counters_get_free(until=minute)
            if visitor is not None:
                self._arrives(visitor, minute)
            self._call(minute)
        self._counters_get_free(until=float("inf"))
        return self.run

    def _counters_get_free(self, *, until: float) -> None:
        while self.busy and self.busy[0][0] <= until:
            minute, _, takes = heapq.heappop(self.busy)
            self.finished.append(takes)
            self.run.ended_at = max(self.run.ended_at, minute)
            self._call(minute)

    def _arrives(self, visitor: Visitor, minute: float) -> None:
        if visitor.line == "walk_in" and self._room(minute) < 1:
            self.run.turned_away += 1
            return
        visitor.arrive()
        self.expected.pop(visitor.id, None)
        self.waiting[visitor.id] = visitor
        self.told[visitor.id] = self._forecast(visitor, minute)

    def _room(self, minute: float) -> int:
        plan = self.plan
        left = plan.closes - minute - max(0.0, plan.pause[1] - max(plan.pause[0], minute))
        to_come = sum(
            each.window is not None and each.window[1] > minute for each in self.expected.values()
        )
        return walk_in_room(
            minutes_left=left,
            counters=self.counters,
            minutes_each=self.pace.minutes_each,
            waiting=len(self.waiting) + len(self.busy),
            expected=to_come,
            show_rate=1 - plan.absent,
        )

    @property
    def pace(self) -> Pace:
        return pace(self.finished, counters=self.counters)

    def _forecast(self, visitor: Visitor, minute: float) -> Forecast:
        begins_in = self._begins_in(visitor, minute)
        outlook = outlook_of(
            visitor.waiter,
            waiting=[each.waiter for each in self.waiting.values()],
            expected=[each.waiter for each in self.expected.values()],
            recent=self.recent,
            now=instant(minute),
            idle=self.counters if begins_in else self.counters - len(self.busy),
            begins_in=begins_in,
        )
        return forecast(outlook, pace=self.pace, calibration=self.calibration)

    def _begins_in(self, visitor: Visitor, minute: float) -> float:
        starts, ends = self.plan.pause
        if minute < self.plan.opens:
            return self.plan.opens - minute
        return ends - minute if starts < minute < ends else 0.0

    def _call(self, minute: float) -> None:
        while len(self.busy) < self.counters and self.waiting:
            able = self._able(minute)
            turn = next_turn(able, now=instant(minute), recent=self.recent, asking=Asking())
            if turn is None:
                return
            visitor = self.waiting.pop(turn.waiter.id)
            self.recent.appendleft(group_of(turn.waiter))
            heapq.heappush(self.busy, (minute + visitor.takes, visitor.id, visitor.takes))
            self.run.busy_minutes += visitor.takes
            came = visitor.comes_at or 0.0
            due = max(came, visitor.told or 0.0)
            due += self._begins_in(visitor, due)
            self.run.called.append(Called(visitor, came, minute, max(0.0, minute - due), self.told[visitor.id]))

    def _able(self, minute: float) -> list[Waiter]:
        if minute < self.plan.opens:
            return []
        starts, ends = self.plan.pause
        if starts <= minute < ends:
            return [e.waiter for e in self.waiting.values() if (e.comes_at or 0.0) <= starts]
        return [e.waiter for e in self.waiting.values()]


def _by_coming(visitor: Visitor) -> tuple[float, int]:
    return (visitor.comes_at or 0.0, visitor.id)
