"""The crowd at the doors: many connections, one request at a time on each, nothing given up.

Whatever was not answered, or was answered with "come back", is sent again with the same pass at
another process. Callbacks instead of a task for each request: one core has to press faster than
two can answer.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple, cast
from uuid import UUID

from antrean.ops.bench.wire import Answer, Garbled, read_answer, request
from antrean.ops.storm.history import History, Sent, Told, read_told

HOST = "127.0.0.1"
TIMEOUT_SECONDS = 10.0
BACK_OFF_SECONDS = (0.02, 1.0)
"""The first wait after a failure, doubled with each try, and the longest."""

RECONNECT_SECONDS = (0.05, 0.25)
RETRY_AFTER_MAX = 5.0  # seconds: a storm has no time for more


class Leave(NamedTuple):
    """What one applicant sends: the signed pass, and the key that stands in it."""

    key: UUID
    written: str


class Kill:
    """A process was killed; when the first it had cut off was answered, when it served again.

    Without `process` it was the database: then `back_at` is the first answer to a later press.
    """

    __slots__ = ("at", "back_at", "first_success_at", "process")

    def __init__(self, process: int | None, *, at: float) -> None:
        self.process = process
        self.at = at
        self.first_success_at: float | None = None
        self.back_at: float | None = None


class Press:
    """A submission on its way; `cut` is the kill that cut it off, if one did."""

    __slots__ = ("cut", "failures", "leave", "sent", "slip")

    def __init__(self, sent: Sent, leave: Leave) -> None:
        self.sent = sent
        self.leave = leave
        self.slip = ""  # the place in line that a full door gave
        self.failures = 0
        self.cut: Kill | None = None


class Lane(asyncio.Protocol):
    """One connection to one process; it asks for a press whenever it is free."""

    def __init__(self, clients: "Clients", process: int) -> None:
        self.process = process
        self.press: Press | None = None
        self.connected_at = self.since = 0.0  # the loop's time
        self.lost = asyncio.Event()
        self._clients = clients
        self._transport: asyncio.Transport
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to press."""
        self._transport = cast(asyncio.Transport, transport)
        self.connected_at = self._clients.loop.time()
        self._clients.join(self)

    def send(self, press: Press) -> None:
        """Send one press; the answer comes later."""
        self.press, self.since = press, self._clients.loop.time()
        press.sent.tries += 1
        self._transport.write(self._clients.request(press))

    def data_received(self, data: bytes) -> None:
        """Hand on the answer once it is whole; what nobody asked for ends the connection."""
        self._data += data
        try:
            answer = read_answer(self._data)
        except Garbled:
            return self.hang_up()
        if answer is None:
            return None
        press, self.press = self.press, None
        if press is None:
            return self.hang_up()
        self._data = self._data[answer.length :]
        self._clients.answered(press, answer, self)
        return self.hang_up() if answer.closes else self._clients.free(self)

    def hang_up(self) -> None:
        """End the connection; what was on its way is sent again elsewhere."""
        self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give back what was on its way."""
        press, self.press = self.press, None
        self._clients.cut_off(self, press)
        self.lost.set()


class Clients:
    """Everybody who presses, at every process, until each key has been answered."""

    def __init__(
        self,
        ports: Sequence[int],
        leaves: Iterator[Leave],
        *,
        login: str,
        twice: float,
        chance: Random,
    ) -> None:
        """`login` is the cookie all passes are bound to, `twice` the share who press doubly."""
        self.history: History = {}
        self.answers = 0
        self.last_kill: list[Kill | None] = [None for _ in ports]
        self.database_kill: Kill | None = None
        self.loop = asyncio.get_running_loop()
        self._ports = ports
        self._leaves = leaves
        self._login = login
        self._twice = twice
        self._chance = chance
        self._on_their_way = 0
        self._again: list[deque[Press]] = [deque() for _ in ports]  # by where they failed
        self._idle: list[set[Lane]] = [set() for _ in ports]
        self._lanes: set[Lane] = set()
        self._nobody_left = False
        self._all_answered = asyncio.Event()

    async def press_all(self, *, connections: int, seconds_max: float, drain_max: float) -> None:
        """Press until everybody has an answer; after `seconds_max` nobody new begins."""
        keeping = [
            self.loop.create_task(self._keep(nth % len(self._ports))) for nth in range(connections)
        ]
        keeping.append(self.loop.create_task(self._look_at_the_clock()))
        try:
            if not await self._answered_within(seconds_max):
                self._leaves = iter(())
                self._wake_everybody()
                await self._answered_within(drain_max)
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)
            for lane in list(self._lanes):
                lane.hang_up()

    def serving(self) -> list[int]:
        """Return the processes that have answered since they were last killed."""
        return [
            process
            for process, kill in enumerate(self.last_kill)
            if kill is None or kill.back_at is not None
        ]

    def join(self, lane: Lane) -> None:
        """Have a new connection take part."""
        self._lanes.add(lane)
        self.free(lane)

    def free(self, lane: Lane) -> None:
        """Give a free connection the next press: first what has to be sent again."""
        press = self._next(lane.process)
        if press is not None:
            return lane.send(press)
        self._idle[lane.process].add(lane)
        if self._nobody_left and not self._on_their_way:
            self._all_answered.set()
        return None

    def request(self, press: Press) -> bytes:
        """Return the bytes of a press, with its place in line where it has one."""
        return request(press.leave.written, login=self._login, slip=press.slip)

    def answered(self, press: Press, answer: Answer, lane: Lane) -> None:
        """Note an answer, or have the press sent again."""
        if answer.status >= 500 or answer.status == 429:
            press.slip = str(answer.body.get("slip") or press.slip)
            return self._later(press, lane.process, retry_after=answer.retry_after)
        press.sent.hear(_told(answer))
        self.answers += 1
        self._on_their_way -= 1
        now = self.loop.time()
        if press.cut is not None and press.cut.first_success_at is None:
            press.cut.first_success_at = now
        _note_back(self.last_kill[lane.process], since=lane.connected_at, now=now)
        _note_back(self.database_kill, since=lane.since, now=now)
        return None

    def cut_off(self, lane: Lane, press: Press | None) -> None:
        """Forget a connection that is gone, and send again what it carried."""
        self._lanes.discard(lane)
        self._idle[lane.process].discard(lane)
        if press is not None:
            kill = self.last_kill[lane.process]
            press.cut = kill if kill and kill.at > lane.connected_at else press.cut
            self._later(press, lane.process)

    def _next(self, process: int) -> Press | None:
        for failed_at, waiting in enumerate(self._again):
            if waiting and self._may(process, failed_at):
                return waiting.popleft()
        leave = next(self._leaves, None)
        if leave is None:
            self._nobody_left = True
            return None
        sent = self.history[leave.key] = Sent(leave.key)
        self._on_their_way += 1
        if self._chance.random() < self._twice:
            self._on_their_way += 1
            self._offer(Press(sent, leave), process)
        return Press(sent, leave)

    def _may(self, process: int, failed_at: int) -> bool:
        return process != failed_at or len(self._ports) == 1

    def _later(self, press: Press, failed_at: int, *, retry_after: float | None = None) -> None:
        """Send it again after a moment; a time that was asked for is kept loosely."""
        first, longest = BACK_OFF_SECONDS
        wait = min(first * 2 ** min(press.failures, 10), longest)
        if retry_after is not None:
            wait = max(wait, min(retry_after, RETRY_AFTER_MAX))
        press.failures += 1
        self.loop.call_later(self._chance.uniform(0.5, 1) * wait, self._offer, press, failed_at)

    def _offer(self, press: Press, failed_at: int) -> None:
        self._again[failed_at].append(press)
        for process, idle in enumerate(self._idle):
            if idle and self._may(process, failed_at):
                return self.free(idle.pop())
        return None

    def _wake_everybody(self) -> None:
        for idle in self._idle:
            for lane in list(idle):
                idle.discard(lane)
                self.free(lane)

    async def _keep(self, process: int) -> None:
        """Keep one connection to one process, however often that dies."""
        while True:
            with contextlib.suppress(OSError):
                await self._one_connection(process)
            await asyncio.sleep(self._chance.uniform(*RECONNECT_SECONDS))

    async def _one_connection(self, process: int) -> None:
        """Have one connection until it ends. Raises `OSError` when nobody listens."""
        lane = Lane(self, process)
        await self.loop.create_connection(lambda: lane, HOST, self._ports[process])
        await lane.lost.wait()

    async def _look_at_the_clock(self) -> None:
        """Hang up where no answer comes."""
        while True:
            await asyncio.sleep(TIMEOUT_SECONDS / 20)
            too_long_ago = self.loop.time() - TIMEOUT_SECONDS
            for lane in list(self._lanes):
                if lane.press is not None and lane.since < too_long_ago:
                    lane.hang_up()

    async def _answered_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._all_answered.wait(), seconds)
        except TimeoutError:
            return False
        return True


def _note_back(kill: Kill | None, *, since: float, now: float) -> None:
    """Note the first answer to something that began after the kill."""
    if kill is not None and kill.back_at is None and since > kill.at:
        kill.back_at = now


def _told(answer: Answer) -> Told:
    try:
        return read_told(answer.body)
    except (KeyError, ValueError):
        return Told(f"status {answer.status}", "")
