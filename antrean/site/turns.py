"""Lets a process of the site work on one request at a time, however many come and how slowly."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]

STUCK_SECONDS = 0.25
"""A request that takes longer waits for somebody else: then the others go on beside it."""


class Turns:
    """One turn, which is handed on; nobody waits for a turn that does not come back."""

    def __init__(self) -> None:
        self._free: SimpleQueue[None] = SimpleQueue()
        self._free.put(None)
        self._moved_at = monotonic()

    def take(self) -> bool:
        """Wait for the turn. False where it has been away for so long that one goes without."""
        while True:
            with suppress(Empty):
                self._free.get(timeout=STUCK_SECONDS)
                return True
            if monotonic() - self._moved_at >= STUCK_SECONDS:
                return False

    def give_back(self) -> None:
        """Hand on the turn that `take` gave."""
        self._moved_at = monotonic()
        self._free.put(None)


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
