"""Thousands of watchers in a process of their own: real connections, one selector, no framework.

Moments are those of `time.monotonic()`, which all processes of a machine share.
"""

import re
import resource
import select
import socket
import time
from array import array
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from antrean.ops.bars import Told
from antrean.ops.bench.beside import beside
from antrean.ops.bench.rounds import BenchFailed

HOST = "127.0.0.1"
OPENING_MAX = 200
"""Streams that may wait for their first word while more are opened."""

SILENCE_SECONDS_MAX = 30
EVENT = re.compile(rb"id: (\d+)\n")
WELCOME = b"HTTP/1.1 200 "
WHOLE = b"\n\n\r\n"  # a message and its piece of the answer end here
ASK = (
    "GET /live/arus/{office} HTTP/1.1\r\nHost: antrean.example\r\nAccept: text/event-stream\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile\r\n"
    "Accept-Language: id,en;q=0.8\r\nCookie: bahasa=id; masuk=0123456789abcdefghijklmnopqrstuv\r\n"
    "Cache-Control: no-cache\r\n\r\n"
)
"""What a phone asks: the server keeps more or less of it for as long as the stream lasts."""


def _moments() -> "array[float]":
    return array("d")


@dataclass(slots=True)
class Heard:
    """What all of them got since they were last asked.

    Per event the moments at which it arrived; how many messages there were, signs of life too;
    how many streams were refused or cut; how many events came twice or out of order.
    """

    moments: dict[int, "array[float]"] = field(default_factory=lambda: defaultdict(_moments))
    messages: int = 0
    dropped: int = 0
    disordered: int = 0


class Audience:
    """The watchers, as the bench sees them."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def opened(self, number: int, *, told: Told) -> None:
        """Wait until all have got their first word. Raises `BenchFailed` where that ends."""
        done = 0
        while done < number:
            done = int(str(self._next()))
            told(done, number)

    def heard(self) -> Heard:
        """Return what came since the last time."""
        self._line.send("heard")
        found = self._next()
        if not isinstance(found, Heard):
            raise BenchFailed(str(found))
        return found

    def _next(self) -> object:
        try:
            if self._line.poll(SILENCE_SECONDS_MAX):
                return self._line.recv()
        except EOFError as problem:
            raise BenchFailed("The watchers' own process ended.") from problem
        raise BenchFailed("The watchers say nothing: did the live process refuse them?")


@contextmanager
def gathered(number: int, *, port: int, office: str) -> Iterator[Audience]:
    """Let so many watch an office for the length of a block, from a process of their own."""
    with beside(watch, number, port, office) as line:
        yield Audience(line)


def watch(line: Connection, number: int, port: int, office: str) -> None:
    """Open the streams, say how many there are, then listen and answer for ever."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    crowd = Crowd()
    for nth in range(1, number + 1):
        crowd.open(port, office)
        while nth - crowd.begun > OPENING_MAX:
            crowd.listen()
        if nth % OPENING_MAX == 0:
            line.send(crowd.begun)
    while crowd.begun < number:
        crowd.listen()
    line.send(crowd.begun)
    while True:
        crowd.listen()
        if line.poll():
            line.recv()
            line.send(crowd.take())


class Crowd:
    """The connections themselves, in the process of the watchers."""

    def __init__(self) -> None:
        self.begun = 0
        self._poll = select.epoll()
        self._lines: dict[int, socket.socket] = {}
        self._rest: dict[int, bytes] = {}  # what came of a message that is not whole
        self._last: dict[int, int] = {}
        self._heard = Heard()

    def open(self, port: int, office: str) -> None:
        """Connect one more and ask for the stream."""
        line = socket.create_connection((HOST, port))
        line.sendall(ASK.format(office=office).encode())
        line.setblocking(False)
        self._lines[line.fileno()] = line
        self._poll.register(line, select.EPOLLIN)

    def listen(self) -> None:
        """Read what is there, or wait for it a moment."""
        for number, _ in self._poll.poll(0.02):
            self._read(number)

    def take(self) -> Heard:
        """Return what was heard, and begin anew."""
        found, self._heard = self._heard, Heard()
        return found

    def _read(self, number: int) -> None:
        data = self._take_bytes(number)
        at = time.monotonic()
        if not data:
            return self._cut(number)
        whole = self._rest.pop(number, b"") + data
        is_new = number not in self._last
        if is_new and not whole.startswith(WELCOME):
            return self._cut(number)
        if not whole.endswith(WHOLE):
            self._rest[number] = whole
            return None
        self._heard.messages += whole.count(WHOLE)
        if is_new:
            self._last[number], self.begun = 0, self.begun + 1
        for found in EVENT.finditer(whole):
            key = int(found[1])
            self._heard.disordered += key <= self._last[number]
            self._last[number] = key
            self._heard.moments[key].append(at)
        return None

    def _take_bytes(self, number: int) -> bytes:
        try:
            return self._lines[number].recv(65536)
        except OSError:
            return b""

    def _cut(self, number: int) -> None:
        self._heard.dropped += 1
        self._poll.unregister(number)
        self._lines.pop(number).close()
