"""Lets the site work on few requests at a time, however many have come and however slowly."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from queue import SimpleQueue
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]


def in_turn(app: App, *, turns: int, body_max: int) -> App:
    """Return the same WSGI application for so many threads at a time; others wait for a turn.

    Python runs one thread at a time, and threads that take it from one another all become slower.
    A body of up to `body_max` bytes is read before: who sends slowly keeps nobody else waiting.
    Longer ones are refused unread by the application itself.
    """
    free: SimpleQueue[None] = SimpleQueue()
    for _ in range(turns):
        free.put(None)

    def answer(environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and 0 < int(length) <= body_max:
            with suppress(OSError):  # whoever sent is gone; reading again says so
                environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
        free.get()
        try:
            return app(environ, start_response)
        finally:
            free.put(None)

    return answer
