"""Who watches an office's hall: each goes at a pace of their own, and none holds up another."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from starlette.types import Message

from antrean.records.models import Office

RECENT_MAX = 50
"""Events of an office that are kept; who lags further behind is sent home, and reconnects."""

SIGNS_MISSED_MAX = 8
"""Signs of life in a row that a watcher may not take before being sent home."""

AT_ONCE = 250
"""Watchers woken in one go: a millisecond, after which submissions have their turn."""


@dataclass(frozen=True)
class Told:
    """One event as it goes out; `key` is its place in the office's order."""

    key: int
    kind: str
    body: str

    @cached_property
    def message(self) -> Message:
        """What is sent, made once for all who watch."""
        return as_message(f"id: {self.key}\nevent: {self.kind}\ndata: {self.body}\n\n")


def as_message(text: str) -> Message:
    """Return a piece of a stream as servers take it."""
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


class Room:
    """What was told in one office lately, and who watches. The office is known once it is open."""

    office: Office

    def __init__(self, code: str) -> None:
        self.code = code
        self.is_open = False
        self.opening: asyncio.Task[None] | None = None
        self.heard = 0  # the last event
        self.forgotten = 0  # every event after this one, up to the last, is in `recent`
        self.recent: deque[Told] = deque()
        self.watchers: set[Watcher] = set()

    def begin(self, office: Office, past: Sequence[Told]) -> None:
        """Take over the office's latest events, at most RECENT_MAX, and then what came early."""
        early, self.recent = self.recent, deque()
        self.office, self.is_open, self.heard = office, True, 0
        self.forgotten = past[0].key - 1 if len(past) == RECENT_MAX else 0
        for event in (*past, *early):
            self.note(event)

    def note(self, event: Told) -> bool:
        """Remember an event, unless it is an old one; say whether it was new."""
        if event.key <= self.heard:
            return False
        if len(self.recent) == RECENT_MAX:
            self.forgotten = self.recent.popleft().key
        self.recent.append(event)
        self.heard = event.key
        return True

    async def tell(self, event: Told) -> None:
        """Pass a new event on to everybody who watches."""
        if self.note(event):
            await at_ease(self.watchers, Watcher.wake)

    def after(self, key: int) -> Told | None:
        """Return the first event after that one, None where there is none yet."""
        if key >= self.heard:
            return None
        return next(event for event in self.recent if event.key > key)


class Watcher:
    """One open stream. Iterating yields the office's events in order, None as a sign of life."""

    __slots__ = ("_missed", "_owes_sign", "_past", "_turn", "is_home", "room", "sent", "task")

    def __init__(self, room: Room) -> None:
        self.room = room
        self.sent = 0
        self.is_home = False
        self.task = asyncio.current_task()
        self._past: deque[Told] | None = None
        self._turn: asyncio.Future[None] | None = None  # it waits for something to come
        self._owes_sign = False
        self._missed = 0

    def start(self, past: Iterable[Told], *, sent: int) -> None:
        """Begin with these events, and go on after `sent`."""
        self._past, self.sent = deque(past), sent

    def __aiter__(self) -> AsyncIterator[Told | None]:
        """Return the watcher, who knows where they are."""
        return self

    async def __anext__(self) -> Told | None:
        """Wait for what comes next. Ends for who was sent home, or has lagged too far behind."""
        while not self.is_home:
            if self._past:
                return self._past.popleft()
            if self.sent < self.room.forgotten:
                break
            if event := self.room.after(self.sent):
                self.sent = event.key
                return event
            if self._owes_sign:
                self._owes_sign = False
                return None
            self._missed, self._turn = 0, asyncio.get_running_loop().create_future()
            try:
                await self._turn
            finally:
                self._turn = None
        raise StopAsyncIteration

    def wake(self) -> None:
        """Say that something has come; who is still sending will see it by themselves."""
        if self._turn and not self._turn.done():
            self._turn.set_result(None)

    def sign(self) -> None:
        """Owe a sign of life; who has not taken several, one after the other, is sent home."""
        self._owes_sign = True
        if self._turn:
            self.wake()
        else:
            self._missed += 1
        if self._missed > SIGNS_MISSED_MAX and self.task:
            self.send_home()
            self.task.cancel()  # it hangs in the middle of sending

    def send_home(self) -> None:
        """End the stream; the browser comes back and says what it has seen last."""
        self.is_home = True
        self.wake()


async def at_ease(watchers: Iterable[Watcher], deed: Callable[[Watcher], None]) -> None:
    """Do something with many watchers without holding up anything else for long."""
    waiting = tuple(watchers)
    for first in range(0, len(waiting), AT_ONCE):
        for watcher in waiting[first : first + AT_ONCE]:
            deed(watcher)
        await asyncio.sleep(0)
