"""The door: submissions that wait while a batch commits form the next batch."""

import asyncio
from bisect import insort
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from time import monotonic

import structlog

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass
from antrean.live.pace import Pace

BATCH_MAX = 300
"""Submissions committed together; larger batches gain nothing (architecture, measured)."""

STALLED_SECONDS = 3.0
"""A batch at work for longer says that the database stands still: nobody shall queue for it."""

ANSWER_SECONDS = 9.0
"""The longest that anybody waits for an answer, whatever the database does."""

BUSY = Outcome("busy")

Settle = Callable[[Sequence[Pass]], Awaitable[Sequence[Outcome]]]

log = structlog.get_logger()


def _nothing() -> None:
    return


@dataclass(slots=True, eq=False)
class Waiting:
    """One application in line, with everybody who asked for it: pressing twice is one place."""

    leave: Pass
    since: int  # milliseconds since 1970: when it was first seen, here or at another door
    came_at: float
    callers: list[asyncio.Future[Outcome]]


class Door:
    """Groups submissions, and hands one batch at a time to the desk behind it.

    The batch decides the speed, not the framework: a batch begins when the one before it has
    committed, and no timer waits for more. Each caller gets their own outcome after the commit. A
    caller who went away meanwhile is still taken in: pressing again gives the same answer.

    The line is in the order in which people were first seen and has room for so many as can be
    settled in time. Whoever is beyond it is the last in line, so nobody is turned away before
    somebody who came later.
    """

    def __init__(self, settle: Settle, *, hang_up: Callable[[], None] = _nothing) -> None:
        """`settle` begins at once; what it returns tells the outcomes, or raises.

        `hang_up` makes one that hangs come back, with whatever outcome.
        """
        self._settle, self._hang_up = settle, hang_up
        self._line: list[Waiting] = []
        self._batch: list[Waiting] = []
        self._began_at = 0.0
        self._here: dict[int, Waiting] = {}  # by application, those in line and in the batch
        self._pace = Pace()
        self._cuts = 0  # since the last batch that settled anything
        self._draining: asyncio.Task[None] | None = None

    async def submit(self, leave: Pass, *, since: int) -> Outcome:
        """Wait for the outcome of one submission, first seen at `since` (ms since 1970).

        It is "busy" where the line is full of people who came earlier, or the database does not
        answer in time. Then nobody knows whether it was stored: the key makes asking again safe.
        """
        caller: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        known = self._here.get(leave.application_id)
        if known is not None and known.leave == leave:
            known.callers.append(caller)
        elif self._is_stalled():
            return BUSY
        else:
            self._admit(Waiting(leave, since, monotonic(), [caller]))
        return await caller

    def look(self) -> None:
        """Answer whoever has waited too long; to be called several times a second."""
        if self._is_stalled():
            self._turn_away(self._line)
        if self._batch and monotonic() - self._began_at > ANSWER_SECONDS * 2**self._cuts:
            self._cuts += 1  # ever later: the server may keep what was hung up
            log.warning("batch_given_up", size=len(self._batch), cuts=self._cuts)
            self._hang_up()
        latest = monotonic() - ANSWER_SECONDS
        here = (*self._line, *self._batch)
        self._turn_away([one for one in here if one.came_at < latest])

    async def close(self) -> None:
        """Settle what waits."""
        if self._draining is not None:
            await self._draining

    def _admit(self, one: Waiting) -> None:
        self._here[one.leave.application_id] = one
        self._stand(one)
        self._keep_to_room()
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())

    def _stand(self, one: Waiting) -> None:
        """Put somebody in line: newcomers at its end, who was here before at their old place."""
        insort(self._line, one, key=attrgetter("since"))

    def _keep_to_room(self) -> None:
        room = self._pace.room
        if len(self._line) > room:
            self._turn_away(self._line[room:])

    def _turn_away(self, waiting: Sequence[Waiting]) -> None:
        for one in waiting:
            self._answer(one, BUSY)
        if waiting:
            gone = set(waiting)
            self._line = [one for one in self._line if one not in gone]

    def _answer(self, one: Waiting, outcome: Outcome) -> None:
        if self._here.get(one.leave.application_id) is one:
            del self._here[one.leave.application_id]
        for caller in one.callers:
            if not caller.done():  # they may have gone away
                caller.set_result(outcome)

    def _is_stalled(self) -> bool:
        return bool(self._batch) and monotonic() - self._began_at > STALLED_SECONDS

    async def _drain(self) -> None:
        settled: Sequence[tuple[Waiting, Outcome]] = ()
        try:
            while self._line:
                settled = await self._settle_next(settled)
        finally:  # else a door that was surprised would stay closed
            self._draining = None
            self._answer_each(settled)

    async def _settle_next(
        self, before: Sequence[tuple[Waiting, Outcome]]
    ) -> Sequence[tuple[Waiting, Outcome]]:
        """Hand the next batch over, and answer the one before while it is worked on."""
        self._batch = self._line[:BATCH_MAX]
        del self._line[:BATCH_MAX]
        self._began_at = monotonic()
        try:
            coming = self._settle([one.leave for one in self._batch])
            self._answer_each(before)
            settled = list(zip(self._batch, await coming, strict=True))
        except Exception as problem:  # whatever broke, everybody who waits is answered
            self._answer_each(before)
            log.warning("batch_lost", size=len(self._batch), problem=type(problem).__name__)
            settled = [(one, BUSY) for one in self._batch]
        self._note(settled)
        self._keep_to_room()
        self._batch = []
        return settled

    def _answer_each(self, settled: Sequence[tuple[Waiting, Outcome]]) -> None:
        for one, outcome in settled:
            self._answer(one, outcome)

    def _note(self, outcomes: Sequence[tuple[Waiting, Outcome]]) -> None:
        settled = sum(outcome.kind != "busy" for _, outcome in outcomes)
        self._pace.note(settled, seconds=monotonic() - self._began_at)
        self._cuts = 0 if settled else self._cuts
