"""One made-up day from the door to the last call, by the real order of calling."""

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from antrean.domain.hall.bounds import class_of
from antrean.domain.hall.calibration import Calibration, Forecast, Seen
from antrean.domain.hall.estimate import forecast, outlook_of, pace
from antrean.domain.hall.order import RULES, Asking, OrderRules, Waiter, group_of, next_turn
from antrean.domain.hall.room import walk_in_room
from antrean.domain.hall.synthetic_day import OfficeDay, Visitor, instant

RECENT = 12
"""So many last calls decide whose group is next; more than any run of the rule."""

PACE_EVERY = 10
"""The pace is measured again after so many services; a single one hardly changes it."""


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who was called; minutes of the day, and the wait as `bounds` counts it."""

    kind: str
    came_at: float
    called_at: float
    waited: float
    ahead: int
    told: Forecast

    @property
    def seen(self) -> Seen:
        """Return what was told at the door and what came true."""
        return Seen(self.told, self.called_at - self.came_at)


@dataclass(slots=True)
class DayRun:
    """What came of a day; `busy_minutes` are those of counters inside the opening hours."""

    called: list[Called] = field(default_factory=list)
    turned_away: int = 0
    busy_minutes: float = 0.0
    ended_at: float = 0.0


class Hall:
    """A hall during one day: who waits, which counters are busy, and what happens next.

    Whoever is in the hall when the break begins or the office closes is still called. `finished`
    are the minutes of earlier services; the day adds its own.
    """

    def __init__(
        self,
        plan: OfficeDay,
        people: Sequence[Visitor],
        *,
        calibration: Calibration,
        finished: deque[float],
        rules: OrderRules = RULES,
    ) -> None:
        self.plan, self.counters, self.rules = plan, plan.counters, rules
        self.calibration, self.finished = calibration, finished
        self.people = people
        self.expected = {each.id: each for each in people if each.window is not None}
        self.waiting: dict[int, Visitor] = {}
        self.told: dict[int, tuple[int, Forecast]] = {}
        self.busy: list[tuple[float, int, float]] = []  # until when, who, for how long
        self.recent: deque[str] = deque(maxlen=RECENT)
        self.pace, self.ended = pace(finished, counters=plan.counters), 0
        self.run = DayRun()

    def live_through(self) -> DayRun:
        """Let everybody come, be called and be served."""
        arrivals = [(each.comes_at, each) for each in self.people if each.comes_at is not None]
        begins = (float(self.plan.opens), None), (float(self.plan.pause[1]), None)
        events: list[tuple[float, Visitor | None]] = [*arrivals, *begins]
        for minute, visitor in sorted(events, key=lambda event: event[0]):
            self._get_free(until=minute)
            if visitor is not None:
                self._arrive(visitor, minute)
            self._call(minute)
        self._get_free(until=float("inf"))
        return self.run

    def _get_free(self, *, until: float) -> None:
        """Let the counters that get free until then call, each the moment it does."""
        while self.busy and self.busy[0][0] <= until:
            minute, _, took = heapq.heappop(self.busy)
            self.finished.append(took)
            self.ended += 1
            if self.ended % PACE_EVERY == 0:
                self.pace = pace(self.finished, counters=self.counters)
            self.run.busy_minutes += self.plan.open_between(minute - took, minute)
            self.run.ended_at = minute
            self._call(minute)

    def _arrive(self, visitor: Visitor, minute: float) -> None:
        if visitor.line == "walk_in" and self._room(minute) < 1:
            self.run.turned_away += 1
            return
        visitor.arrive()
        self._expect_no_more(visitor, minute)
        begins_in = self.plan.begins_in(minute)
        outlook = outlook_of(
            visitor.waiter,
            waiting=self._in_line(),
            expected=[each.waiter for each in self.expected.values()],
            recent=self.recent,
            now=instant(minute),
            idle=self.counters if begins_in else self.counters - len(self.busy),
            begins_in=begins_in,
        )
        told = forecast(outlook, pace=self.pace, calibration=self.calibration)
        self.told[visitor.id] = outlook.ahead, told
        self.waiting[visitor.id] = visitor

    def _expect_no_more(self, visitor: Visitor, minute: float) -> None:
        """Forget who has come, and whoever is first on the list and whose window is over."""
        self.expected.pop(visitor.id, None)
        while self.expected:
            first = next(iter(self.expected.values()))
            if first.window is None or first.window[1] > minute:
                return
            del self.expected[first.id]

    def _room(self, minute: float) -> int:
        to_come = [each.window for each in self.expected.values() if each.window]
        return walk_in_room(
            minutes_left=self.plan.open_between(minute, self.plan.closes),
            counters=self.counters,
            minutes_each=self.pace.minutes_each,
            waiting=len(self.waiting) + len(self.busy),
            expected=sum(ends > minute for _, ends in to_come),
            show_rate=1 - self.plan.absent,
        )

    def _call(self, minute: float) -> None:
        """Let every counter that has nobody call whose turn it is."""
        while self.waiting and len(self.busy) < self.counters:
            turn = next_turn(
                self._in_line(called_at=minute),
                now=instant(minute),
                recent=self.recent,
                asking=Asking(),
                rules=self.rules,
            )
            if turn is None:
                return
            visitor = self.waiting.pop(turn.waiter.id)
            self.recent.appendleft(group_of(turn.waiter))
            heapq.heappush(self.busy, (minute + visitor.takes, visitor.id, visitor.takes))
            self.run.called.append(self._called(visitor, minute))

    def _in_line(self, *, called_at: float | None = None) -> list[Waiter]:
        """Return who waits; at a moment of calling those who may be called then.

        In the break that is whoever came before it began, before opening nobody.
        """
        everyone = self.waiting.values()
        if called_at is None or not self.plan.begins_in(called_at):
            return [each.waiter for each in everyone]
        starts, _ = self.plan.pause
        if called_at < starts:
            return []
        return [each.waiter for each in everyone if (each.comes_at or 0.0) <= starts]

    def _called(self, visitor: Visitor, minute: float) -> Called:
        came_at = visitor.comes_at or 0.0
        counts_from = max(came_at, visitor.told or 0.0)
        counts_from += self.plan.begins_in(counts_from)
        ahead, told = self.told[visitor.id]
        waited = max(0.0, minute - counts_from)
        return Called(class_of(visitor.waiter), came_at, minute, waited, ahead, told)
