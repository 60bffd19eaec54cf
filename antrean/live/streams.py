"""Streams of events: one ear on the database, many listeners, numbers only and never names."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import psycopg
from django.db import connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from antrean.records.hall import events as told
from antrean.records.models import HallEvent, Office

KEEP_ALIVE_SECONDS = 15.0
LISTENING_SECONDS_MAX = 5.0
QUEUE_MAX = 50
"""Events a slow listener may lag behind; beyond it the stream ends and the browser reconnects."""

RETRY_MS = 1000
"""How soon a browser comes back after a cut."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it goes out; `key` is its place in the order."""

    key: int
    kind: str
    body: str

    def as_text(self) -> str:
        return f"id: {self.key}\nevent: {self.kind}\ndata: {self.body}\n\n"


Listener = asyncio.Queue[Told | None]


class Hall:
    """Fans events out to everyone who listens to an office.

    One connection listens for all. It opens with the first listener, comes back by itself, and
    brings what was told meanwhile.
    """

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._ear: asyncio.Task[None] | None = None
        self._reader = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hall")
        self._heard = 0  # the last event's key, so that a gap can be read again
        self.listening = asyncio.Event()  # set while the ear hears

    async def events(self, office: Office, *, after: int | None = None) -> AsyncIterator[str]:
        """Yield the office's events, first those after the key, and a comment when all is still.

        Listening begins before the past is read, so nothing falls between; what was sent already
        is left out.
        """
        listener: Listener = asyncio.Queue(QUEUE_MAX)
        self._listeners.setdefault(office.code, set()).add(listener)
        if self._ear is None:
            self._ear = asyncio.create_task(self._listen())
        try:
            yield f"retry: {RETRY_MS}\n\n"
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.listening.wait(), LISTENING_SECONDS_MAX)
            sent = after or 0
            for event in await self._past(office, after=after):
                sent = event.key
                yield event.as_text()
            async for coming in _coming(listener):
                if coming is None:
                    yield ": masih tersambung\n\n"
                elif coming.key > sent:
                    sent = coming.key
                    yield coming.as_text()
        finally:
            self._listeners[office.code].discard(listener)

    async def office(self, code: str) -> Office | None:
        """Return the office of that code, None where there is none."""
        return await self._read(lambda: Office.objects.filter(code=code).first())

    async def close(self) -> None:
        """End every stream and the ear."""
        for listeners in self._listeners.values():
            for listener in listeners:
                _tell(listener, None)
        if self._ear is not None:
            self._ear.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ear
        self._reader.shutdown(wait=False)

    async def _past(self, office: Office, *, after: int | None) -> list[Told]:
        if after is None:
            return []
        found = await self._read(lambda: told.since(office, after=after))
        return [_as_told(each) for each in found]

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
            await line.execute(f"LISTEN {told.CHANNEL}")
            await self._fill_gap()
            self.listening.set()
            async for notice in line.notifies():
                news = json.loads(notice.payload)
                body = json.dumps(news["body"], ensure_ascii=False, separators=(",", ":"))
                self._pass_on(news["office"], Told(news["id"], news["kind"], body))

    async def _fill_gap(self) -> None:
        """Pass on what was told while the ear was away; the first time only look where we are."""
        if not self._heard:
            self._heard = await self._read(told.newest)
            return
        heard = self._heard
        for each in await self._read(lambda: told.after(heard)):
            self._pass_on(each.office.code, _as_told(each))

    def _pass_on(self, office: str, event: Told) -> None:
        self._heard = max(self._heard, event.key)
        for listener in tuple(self._listeners.get(office, ())):
            _tell(listener, event)

    async def _read(self, read: Callable[[], T]) -> T:
        """Read from the database in a thread that gives its connection back."""

        def reading() -> T:
            try:
                return read()
            finally:
                connection.close()

        return await asyncio.get_running_loop().run_in_executor(self._reader, reading)


async def stream(request: Request) -> Response:
    """Open a stream of one office's events, from the last one the browser has seen."""
    hall: Hall = request.app.state.hall
    office = await hall.office(request.path_params["office"])
    if office is None:
        return PlainTextResponse("", status_code=404)
    seen = request.headers.get("last-event-id") or request.query_params.get("sejak", "")
    after = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < KEY_DIGITS else None
    return StreamingResponse(
        hall.events(office, after=after),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


KEY_DIGITS = 19


async def _coming(listener: Listener) -> AsyncIterator[Told | None]:
    """Yield what comes, None after a while of silence; end where the listener was sent home."""
    while True:
        try:
            event = await asyncio.wait_for(listener.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            yield None
            continue
        if event is None:
            return
        yield event


def _as_told(event: HallEvent) -> Told:
    body = json.dumps(told.as_told(event), ensure_ascii=False, separators=(",", ":"))
    return Told(event.pk, event.kind, body)


def _tell(listener: Listener, event: Told | None) -> None:
    """Hand over an event; who lags too far behind is sent home to reconnect."""
    if listener.full():
        while not listener.empty():
            listener.get_nowait()
        event = None
    listener.put_nowait(event)
