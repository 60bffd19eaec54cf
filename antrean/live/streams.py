"""Streams of events for hall screens and phones: numbers only and never names."""

import asyncio
import re
from itertools import cycle
from urllib.parse import parse_qs

from django.db import DatabaseError
from starlette.types import Receive, Scope, Send

from antrean.live import sockets
from antrean.live.hall import Hall, HallDeaf, HallFull, NoSuchHall
from antrean.live.headers import LINES
from antrean.live.watchers import Watcher, as_message

STREAMS = "/live/arus/"

HELLOS = [as_message(f"retry: {wait_ms}\n\n") for wait_ms in range(500, 1500, 50)]
"""How soon a browser comes back after a cut: not all in the same instant."""

STILL = as_message("event: still\ndata: 1\n\n")
"""Says that the line holds; a screen that hears nothing for five seconds knows that it is alone."""

START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [*LINES, (b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")],
}
MORE_LINES = {405: [(b"allow", b"GET")], 503: [(b"retry-after", b"5")]}

CODE = re.compile(r"[a-z0-9-]{1,64}")
KEY = re.compile(r"[0-9]{1,18}")


class Streams:
    """Opens a stream of one office's events, from the last one the browser has seen on.

    404 for an office that does not exist, 503 where the stream would be deaf or one too many.
    It speaks bare ASGI: a framework around each of ten thousand streams weighs more than they do.
    """

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._hellos = cycle(HELLOS)
        self._is_strict = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request to an address that begins with STREAMS."""
        if not self._is_strict:
            sockets.be_strict()
            self._is_strict = True
        code = scope["path"].removeprefix(STREAMS)
        if scope["method"] != "GET":
            return await _refuse(send, status=405)
        if not CODE.fullmatch(code):
            return await _refuse(send, status=404)
        after = _last_seen(scope)
        scope["headers"] = []  # the server keeps the scope: two kilobytes a stream
        try:
            watcher = await self._hall.enter(code, after=after)
        except NoSuchHall:
            return await _refuse(send, status=404)
        except (HallFull, HallDeaf, DatabaseError):
            return await _refuse(send, status=503)
        try:
            await send(START)
            await send(next(self._hellos))
            await _follow(watcher, receive, send)
        finally:
            self._hall.leave(watcher)


async def _follow(watcher: Watcher, receive: Receive, send: Send) -> None:
    leaving = asyncio.create_task(_see_off(watcher, receive))
    try:
        async for event in watcher:
            await send(event.message if event else STILL)
        await send({"type": "http.response.body"})
    except asyncio.CancelledError:
        if not watcher.is_home:
            raise
    finally:
        leaving.cancel()


async def _see_off(watcher: Watcher, receive: Receive) -> None:
    """Wait until the browser has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.send_home()


def _last_seen(scope: Scope) -> int | None:
    """Return the key of the last event the browser has, None where it names none."""
    seen = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    seen = seen or parse_qs(scope["query_string"].decode("latin-1")).get("sejak", [""])[-1]
    return int(seen) if KEY.fullmatch(seen) else None


async def _refuse(send: Send, *, status: int) -> None:
    headers = [*LINES, (b"content-length", b"0"), *MORE_LINES.get(status, ())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body"})
