"""Reads the small body of a submission: none larger, and none longer on its way, than allowed."""

import asyncio
from time import monotonic

from starlette.types import Receive

BODY_MAX_BYTES = 4096

BODY_SECONDS = 10.0
"""A phone on a bad line needs less for the half kilobyte of a submission."""


class Unreadable(Exception):
    """The request is no submission; `kind` names the answer."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class GoneAway(Exception):
    """The client left before the body had come: there is nobody to answer."""


class Bodies:
    """All bodies that are still on their way.

    Whoever looks after the process looks here too, now and then: a timer for each request would
    cost a seventh of it.
    """

    def __init__(self) -> None:
        self._since: dict[asyncio.Task[object], float] = {}

    async def read(self, receive: Receive, *, promised: bytes | None) -> bytes:
        """Return the body; `promised` is the header that tells its length.

        Raises `Unreadable` ("too_large", "too_slow") and `GoneAway`.
        """
        length = int(promised) if promised is not None and promised.isdigit() else None
        if length is not None and length > BODY_MAX_BYTES:
            raise Unreadable("too_large")
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - every request is one
        self._since[task] = monotonic()
        try:
            return await _whole(receive, length=length)
        except asyncio.CancelledError:
            if task in self._since:
                raise  # somebody else wants this task to end
            task.uncancel()
            raise Unreadable("too_slow") from None
        finally:
            self._since.pop(task, None)

    def look(self) -> None:
        """Cut off whoever takes too long; to be called several times a second."""
        latest = monotonic() - BODY_SECONDS
        for task in [task for task, since in self._since.items() if since < latest]:
            del self._since[task]
            task.cancel()


async def _whole(receive: Receive, *, length: int | None) -> bytes:
    """Collect the pieces; where the length is known, the end of the stream is not waited for."""
    body, more = b"", True
    while more and len(body) != length:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneAway
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_MAX_BYTES:
            raise Unreadable("too_large")
    return body
