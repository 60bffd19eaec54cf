"""The door: submissions that wait while a batch commits form the next batch."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass

BATCH_MAX = 300
"""Submissions committed together; larger batches gain nothing (architecture, measured)."""

WAITING_MAX = 5_000
"""Submissions that may wait; beyond it the door says so at once instead of letting people hang."""


class DoorFull(Exception):
    """Too many submissions wait already: come back in a few seconds."""


Settle = Callable[[Sequence[Pass]], Sequence[Outcome]]


class Door:
    """Groups submissions, one batch at a time, through one thread with one connection.

    The batch decides the speed, not the framework: a batch is flushed as soon as the one before
    it has committed, without any timer. Each caller gets their own outcome after the commit. A
    caller who went away meanwhile is still taken in: pressing again gives the same answer.
    """

    def __init__(self, settle: Settle, *, let_go: Callable[[], None] | None = None) -> None:
        """`settle` and, at the end, `let_go` run in the door's thread."""
        self._settle = settle
        self._let_go = let_go
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="door")
        self._waiting: deque[tuple[Pass, asyncio.Future[Outcome]]] = deque()
        self._draining: asyncio.Task[None] | None = None

    async def submit(self, leave: Pass) -> Outcome:
        """Wait for the outcome of one submission. Raises `DoorFull`."""
        if len(self._waiting) >= WAITING_MAX:
            raise DoorFull
        settled: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((leave, settled))
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())
        return await settled

    async def close(self) -> None:
        """Settle what waits, then end the thread."""
        if self._draining is not None:
            await self._draining
        if self._let_go is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._let_go)
        self._thread.shutdown(wait=True)

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            size = min(len(self._waiting), BATCH_MAX)
            batch = [self._waiting.popleft() for _ in range(size)]
            leaves = [leave for leave, _ in batch]
            outcomes = await loop.run_in_executor(self._thread, self._settle, leaves)
            for (_, settled), outcome in zip(batch, outcomes, strict=True):
                if not settled.done():
                    settled.set_result(outcome)
        self._draining = None
