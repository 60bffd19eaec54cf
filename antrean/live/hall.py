"""The hall's ear: one database connection listens for everybody, and nobody misses anything."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import psycopg
import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from psycopg.conninfo import make_conninfo

from antrean.records.hall import events as told
from antrean.records.models import HallEvent, Office

STILL_SECONDS = 2.0
QUEUE_MAX = 50
"""Events a slow listener may lag behind; beyond it the stream ends and the browser reconnects."""

LISTENERS_MAX = 5_000
"""Streams of one process; whoever comes after them is told to come back."""

RETRY_SECONDS = 0.5
DEAF_SECONDS_MAX = 3.0
"""So long the ear may hear nothing; then screens are sent home, so that they say they are alone."""

WATCHED = {"connect_timeout": "3", "keepalives_idle": "5", "tcp_user_timeout": "10000"}
"""So that a line that is silently dead is noticed within ten seconds."""

T = TypeVar("T")
log = structlog.get_logger()


class HallFull(Exception):
    """Too many screens listen here already."""


class HallDeaf(Exception):
    """Nothing can be heard right now: the database does not answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it goes out; `key` is its place in the office's order."""

    key: int
    kind: str
    body: str


Listener = asyncio.Queue[Told | None]


@dataclass(slots=True)
class Room:
    """Who listens to one office, and the last event that was passed on there."""

    office: Office
    heard: int | None = None
    listeners: set[Listener] = field(default_factory=set)


class Hall:
    """Fans events out to everyone who listens to an office, each in order, none lost or doubled."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}
        self._ear: asyncio.Task[None] | None = None
        self._reader = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hall")
        self.listening = asyncio.Event()  # set while the ear hears

    async def office(self, code: str) -> Office | None:
        """Return the office of that code, None where there is none. Raises `DatabaseError`."""
        return await self._read(lambda: Office.objects.filter(code=code).first())

    async def hearing(self) -> None:
        """Wait until the ear hears. Raises `HallDeaf` when that takes too long."""
        if self._ear is None:
            self._ear = asyncio.create_task(self._listen())
        try:
            await asyncio.wait_for(self.listening.wait(), DEAF_SECONDS_MAX)
        except TimeoutError as problem:
            raise HallDeaf from problem

    async def events(
        self, office: Office, *, after: int | None = None
    ) -> AsyncIterator[Told | None]:
        """Yield the office's events, first those after that key, and None when all is still.

        Listening begins before the past is read, so nothing falls between; what was sent already
        is left out. Ends when the listener lags too far behind, or when nothing can be heard.
        """
        listener = self._enter(office)
        try:
            with contextlib.suppress(HallDeaf, DatabaseError):
                await self.hearing()
                sent = await self._start(office, after=after)
                for event in await self._past(office, after=sent):
                    sent = event.key
                    yield event
                async for coming in _coming(listener):
                    if coming is None or coming.key > sent:
                        sent = coming.key if coming else sent
                        yield coming
        finally:
            self._leave(office, listener)

    async def close(self) -> None:
        """End every stream and the ear."""
        self._send_home()
        if self._ear is not None:
            self._ear.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ear
        self._reader.shutdown(wait=False)

    def make_room(self) -> None:
        """Raise `HallFull` where nobody else can listen."""
        if sum(len(room.listeners) for room in self._rooms.values()) >= LISTENERS_MAX:
            raise HallFull

    def _enter(self, office: Office) -> Listener:
        listener: Listener = asyncio.Queue(QUEUE_MAX)
        self._rooms.setdefault(office.code, Room(office)).listeners.add(listener)
        return listener

    def _leave(self, office: Office, listener: Listener) -> None:
        room = self._rooms[office.code]
        room.listeners.discard(listener)
        if not room.listeners:
            del self._rooms[office.code]

    async def _start(self, office: Office, *, after: int | None) -> int:
        """Return the key after which this listener wants everything, and so must the ear."""
        start = after
        if start is None:
            start = await self._read(lambda: told.latest(office))
        room = self._rooms[office.code]
        if room.heard is None:
            room.heard = start
        return start

    async def _past(self, office: Office, *, after: int) -> list[Told]:
        found = await self._read(lambda: told.since(office, after=after))
        return [_as_told(each) for each in found]

    async def _listen(self) -> None:
        """Hear for ever; after a break come back, and send everybody home while that fails."""
        time = asyncio.get_running_loop().time
        heard_at = time()
        while True:
            try:
                await self._hear()
            except (psycopg.Error, OSError, DatabaseError) as problem:
                log.warning("hall_ear_lost", problem=type(problem).__name__)
            if self.listening.is_set():
                self.listening.clear()
                heard_at = time()
            elif time() - heard_at > DEAF_SECONDS_MAX:
                self._send_home()
            await asyncio.sleep(RETRY_SECONDS)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(_line(), autocommit=True) as line:
            await line.execute(f"LISTEN {told.CHANNEL}")
            await self._fill_gap()
            self.listening.set()
            async for notice in line.notifies():
                with contextlib.suppress(ValueError, KeyError, TypeError):  # not one of ours
                    news = json.loads(notice.payload)
                    event = Told(int(news["id"]), news["kind"], _packed(news["body"]))
                    self._pass_on(news["office"], event)

    async def _fill_gap(self) -> None:
        """Pass on what was told while the ear was away, to each office from where it stood."""
        for room in tuple(self._rooms.values()):
            if room.heard is not None:
                for event in await self._past(room.office, after=room.heard):
                    self._pass_on(room.office.code, event)

    def _pass_on(self, office: str, event: Told) -> None:
        room = self._rooms.get(office)
        if room is None:
            return
        room.heard = max(room.heard or 0, event.key)
        for listener in tuple(room.listeners):
            _tell(listener, event)

    def _send_home(self) -> None:
        for room in tuple(self._rooms.values()):
            for listener in tuple(room.listeners):
                _tell(listener, None)

    async def _read(self, read: Callable[[], T]) -> T:
        """Read from the database in a thread that gives its connection back."""

        def reading() -> T:
            try:
                return read()
            finally:
                connection.close()

        return await asyncio.get_running_loop().run_in_executor(self._reader, reading)


async def _coming(listener: Listener) -> AsyncIterator[Told | None]:
    """Yield what comes, None after a while of silence; end where the listener was sent home."""
    while True:
        try:
            event = await asyncio.wait_for(listener.get(), STILL_SECONDS)
        except TimeoutError:
            yield None
            continue
        if event is None:
            return
        yield event


def _tell(listener: Listener, event: Told | None) -> None:
    """Hand over an event; who lags too far behind is sent home to reconnect."""
    if listener.full():
        while not listener.empty():
            listener.get_nowait()
        event = None
    listener.put_nowait(event)


def _line() -> str:
    """Return what opens a connection to the site's database, outside of its pool."""
    options = {**settings.DATABASES["default"]["OPTIONS"]}
    options.pop("pool", None)
    words = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    place = {name: words[name] for name in names if words.get(name)}
    return make_conninfo(**WATCHED | options | place)


def _as_told(event: HallEvent) -> Told:
    return Told(event.pk, event.kind, _packed(told.as_told(event)))


def _packed(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
