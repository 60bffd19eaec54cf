"""Streams of events: one ear on the database, many listeners, numbers only and never names."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import psycopg
from django.db import connection
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from antrean.records.hall.events import CHANNEL

KEEP_ALIVE_SECONDS = 15.0
QUEUE_MAX = 50
"""Events a slow listener may lag behind; beyond it the stream ends and the browser reconnects."""

Listener = asyncio.Queue[str | None]


class Hall:
    """Fans calls out to everyone who listens to an office.

    One connection listens for all. It opens with the first listener and comes back by itself.
    """

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._ear: asyncio.Task[None] | None = None
        self.listening = asyncio.Event()  # set while the ear hears

    async def events(self, office: str) -> AsyncIterator[str]:
        """Yield each call of an office as an event, and a comment when nothing happens."""
        listener: Listener = asyncio.Queue(QUEUE_MAX)
        self._listeners.setdefault(office, set()).add(listener)
        if self._ear is None:
            self._ear = asyncio.create_task(self._listen())
        try:
            yield ": tersambung\n\n"
            while True:
                try:
                    call = await asyncio.wait_for(listener.get(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    yield ": masih tersambung\n\n"
                    continue
                if call is None:
                    return
                yield f"event: panggilan\ndata: {call}\n\n"
        finally:
            self._listeners[office].discard(listener)

    async def close(self) -> None:
        """End every stream and the ear."""
        for listeners in self._listeners.values():
            for listener in listeners:
                _tell(listener, None)
        if self._ear is not None:
            self._ear.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ear

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(psycopg.Error, OSError):
                await self._hear()
            self.listening.clear()
            await asyncio.sleep(1)

    async def _hear(self) -> None:
        settings = connection.get_connection_params()
        words = {
            key: settings[key]
            for key in ("dbname", "user", "password", "host", "port")
            if settings.get(key)
        }
        async with await psycopg.AsyncConnection.connect(**words, autocommit=True) as line:
            await line.execute(f"LISTEN {CHANNEL}")
            self.listening.set()
            async for notice in line.notifies():
                office, _, call = notice.payload.partition(" ")
                for listener in tuple(self._listeners.get(office, ())):
                    _tell(listener, call)


async def stream(request: Request) -> Response:
    """Open a stream of the calls of one office."""
    hall: Hall = request.app.state.hall
    events = hall.events(request.path_params["office"])
    return StreamingResponse(
        events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


def _tell(listener: Listener, call: str | None) -> None:
    """Hand over an event; who lags too far behind is sent home to reconnect."""
    if listener.full():
        while not listener.empty():
            listener.get_nowait()
        call = None
    listener.put_nowait(call)
