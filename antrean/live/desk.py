"""The desk behind the door: a process of its own that settles the batches.

While it settles one, the door reads people, each on a processor of its own: as two threads of one
process they would take Python from one another. A desk that has ended, for whatever reason, is
replaced with the next batch; it knows nothing that is not stored.
"""

import asyncio
import contextlib
import signal
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import Process
from collections.abc import Awaitable, Sequence
from typing import NamedTuple, cast

import structlog

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass
from antrean.live import pipe
from antrean.live.heard import HeardClock

PROGRAM: Sequence[str] = (sys.executable, "-m", "antrean.live.desk_process")

HANGING_UP = signal.SIGUSR1
"""Tells a process that waits for the database to break that line."""

CLOSE_SECONDS = 10.0
"""How long a process is waited for on the way out: longer than anybody waits for an answer."""

log = structlog.get_logger()


class DeskGone(Exception):
    """The process has ended; whether its batch was stored is unknown."""


class Running(NamedTuple):
    """The process and both ends of its pipe."""

    process: Process
    orders: StreamWriter
    replies: StreamReader


class Desk:
    """Settles batches in another process, one at a time, and hears the clock from there."""

    def __init__(self) -> None:
        self.clock = HeardClock()
        self._running: Running | None = None
        self._was_told = False  # to hang up, and it has not come back since

    async def open(self) -> None:
        """Start the process and wait until it is ready; the database may be away.

        Raises `DeskGone` where it does not start.
        """
        await self._started()

    def settle(self, leaves: Sequence[Pass]) -> Awaitable[Sequence[Outcome]]:
        """Hand a batch over at once, and tell one outcome for each pass, in order.

        Waiting for them raises `DeskGone`.
        """
        if self._running is None or self._running.process.returncode is not None:
            return self._start_and_settle(leaves)
        return self._hand_over(leaves, self._running)

    def hang_up(self) -> None:
        """Make a `settle` that hangs come back; who does not at the first word is ended."""
        if self._running is not None:
            with contextlib.suppress(ProcessLookupError):
                word = signal.SIGKILL if self._was_told else HANGING_UP
                self._running.process.send_signal(word)
            self._was_told = True

    async def close(self) -> None:
        """Let the process end, after the batch it has in hand; one that does not is ended."""
        if self._running is not None:
            self._running.orders.close()
            try:
                await asyncio.wait_for(self._running.process.wait(), CLOSE_SECONDS)
            except TimeoutError:
                _end(self._running)

    async def _started(self) -> Running:
        process = await asyncio.create_subprocess_exec(
            *PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        orders, replies = cast(StreamWriter, process.stdin), cast(StreamReader, process.stdout)
        orders.transport.set_write_buffer_limits(0)  # else uvloop writes after all else is done
        self._running, self._was_told = Running(process, orders, replies), False
        await self._outcomes(self._running)
        return self._running

    async def _start_and_settle(self, leaves: Sequence[Pass]) -> Sequence[Outcome]:
        return await self._hand_over(leaves, await self._started())

    def _hand_over(self, leaves: Sequence[Pass], running: Running) -> Awaitable[Sequence[Outcome]]:
        running.orders.write(pipe.packed(leaves))
        return self._settled(running)

    async def _settled(self, running: Running) -> Sequence[Outcome]:
        outcomes = await self._outcomes(running)
        self._was_told = False
        return outcomes

    async def _outcomes(self, running: Running) -> Sequence[Outcome]:
        try:
            heard, outcomes = await pipe.read_reply(running.replies)
        except BaseException as problem:
            _end(running)  # a reply that was not read whole would pass for the next one
            if not isinstance(problem, Exception):
                raise
            log.warning("desk_gone", code=await running.process.wait())
            raise DeskGone from problem
        self.clock.heard = heard or self.clock.heard
        return outcomes


def _end(running: Running) -> None:
    with contextlib.suppress(ProcessLookupError):  # it has ended by itself
        running.process.kill()
