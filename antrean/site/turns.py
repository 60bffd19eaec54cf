"""Lets a process of the site work on one request at a time, however many come and how slowly."""

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from threading import Lock
from time import monotonic
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]

STUCK_SECONDS = 0.25
"""A request that takes longer waits for somebody else: then the others go on beside it."""


class Turns:
    """One turn, handed on in the order of coming; nobody waits for one that does not come back."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_free = True
        self._moved_at = monotonic()

    def take(self) -> bool:
        """Wait for the turn. False where it has been away for so long that one goes without."""
        with self._guard:
            if self._is_free:
                self._is_free = False
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        while not mine.acquire(timeout=STUCK_SECONDS):
            if self._leave(mine):
                return False
        return True

    def give_back(self) -> None:
        """Hand on the turn that `take` gave."""
        with self._guard:
            self._moved_at = monotonic()
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_free = True

    def _leave(self, mine: Lock) -> bool:
        """Wait no more, if first in line: one after the other, so that not all rush in at once.

        False for the others, and where the turn was handed over at this very moment.
        """
        with self._guard:
            is_first = bool(self._waiting) and self._waiting[0] is mine
            if not is_first or monotonic() - self._moved_at < STUCK_SECONDS:
                return False
            self._waiting.popleft()
            self._moved_at = monotonic()
            return True


def in_turn(app: App, *, body_max: int) -> App:
    """Return the same WSGI application for one thread at a time; others wait for their turn.

    Python runs one thread at a time, and threads that take it from one another all become slower.
    A body of up to `body_max` bytes is read before: who sends slowly keeps nobody else waiting.
    Longer ones are refused unread by the application itself.
    """
    turns = Turns()

    def answer(environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and 0 < int(length) <= body_max:
            with suppress(OSError):  # whoever sent is gone; reading again says so
                environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
        has_turn = turns.take()
        try:
            return app(environ, start_response)
        finally:
            if has_turn:
                turns.give_back()

    return answer
