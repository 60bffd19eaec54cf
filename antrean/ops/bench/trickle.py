"""A steady trickle of submissions beside what is measured, from a process of its own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from antrean.ops.bench.beside import beside
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.bench.wire import read_answer, request

HOST = "127.0.0.1"
LINES = 64
"""Connections that are kept; who finds none free waits, and that counts."""

DECIDED = {201, 409}
"""A place was given, or the reason why there is none was stored."""


@dataclass(slots=True)
class Pressed:
    """What became of a trickle: milliseconds from each press to its answer, and the statuses."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


class Trickle:
    """The people who press, as the bench sees them."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def begin(self, per_second: float, *, seconds: float) -> None:
        """Let so many press each second for so long."""
        self._line.send((per_second, seconds))

    def ended(self) -> Pressed:
        """Wait until everybody has an answer; return what they were told. Raises `BenchFailed`."""
        try:
            pressed: Pressed = self._line.recv()
        except EOFError as problem:
            raise BenchFailed("The people who press are gone.") from problem
        return pressed


@contextmanager
def people(passes: Path, *, port: int, login: str) -> Iterator[Trickle]:
    """Have people who hold these passes, a line each, for the length of a block."""
    with beside(press, passes, port, login) as line:
        yield Trickle(line)


def press(line: Connection, passes: Path, port: int, login: str) -> None:
    """Press whenever it is asked for, and tell how it went, for ever."""
    leaves = iter(passes.read_text(encoding="ascii").split())
    while True:
        per_second, seconds = line.recv()
        chosen = list(islice(leaves, int(per_second * seconds)))
        line.send(asyncio.run(_trickle(chosen, per_second, port=port, login=login)))


async def _trickle(leaves: list[str], per_second: float, *, port: int, login: str) -> Pressed:
    pressed, time = Pressed(), asyncio.get_running_loop().time
    lines: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(LINES):
        lines.put_nowait(await asyncio.open_connection(HOST, port))
    begun = time()

    async def one(leave: str, *, at: float) -> None:
        line = await lines.get()
        pressed.statuses.append(await _ask(line, request(leave, login=login)))
        pressed.milliseconds.append((time() - at) * 1000)
        lines.put_nowait(line)

    async with asyncio.TaskGroup() as presses:
        for nth, leave in enumerate(leaves):
            at = begun + nth / per_second
            await asyncio.sleep(max(0.0, at - time()))
            presses.create_task(one(leave, at=at))
    return pressed


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _ask(line: Line, question: bytes) -> int:
    reader, writer = line
    writer.write(question)
    data = b""
    while (answer := read_answer(data)) is None:
        more = await reader.read(65536)
        if not more:
            return 0
        data += more
    return answer.status
