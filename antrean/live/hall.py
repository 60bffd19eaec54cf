"""The hall's ear: one database connection listens for everybody, and nobody misses anything."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle
from typing import TypeVar

import psycopg
import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from psycopg.conninfo import make_conninfo

from antrean.live.lines import WATCHED
from antrean.live.sockets import files_for
from antrean.live.watchers import RECENT_MAX, Room, Told, Watcher, at_ease
from antrean.records.hall import events as told
from antrean.records.models import HallEvent, Office

STILL_SECONDS = 2.0
"""How often everybody gets a sign of life; a screen takes five seconds of silence for a cut."""

SHIFTS = 40
"""Groups that get their sign one after the other, so that it never is everybody at once."""

WATCHERS_MAX = 12_000
"""Streams of one process; whoever comes after them is told to come back."""

RETRY_SECONDS = 0.5
DEAF_SECONDS_MAX = 3.0
"""So long the ear may hear nothing; then screens are sent home, so that they say they are alone."""

NOT_FOR_LIBPQ = {"pool", "prepare_threshold"}
"""Options of the site's connections that mean nothing to a line of its own."""

T = TypeVar("T")
log = structlog.get_logger()


class HallFull(Exception):
    """Too many screens listen here already."""


class HallDeaf(Exception):
    """Nothing can be heard right now: the database does not answer."""


class NoSuchHall(Exception):
    """There is no office of that code."""


class Hall:
    """Lets everyone watch an office: each hears every event, in order, none lost or doubled."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}
        self._shifts: list[set[Watcher]] = [set() for _ in range(SHIFTS)]
        self._ear: asyncio.Task[None] | None = None
        self._signs: asyncio.Task[None] | None = None
        self._reader = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hall")
        self.listening = asyncio.Event()  # set while the ear hears
        self._cuts = 0  # how often it did not
        self._watchers_max = files_for(WATCHERS_MAX)
        if self._watchers_max < WATCHERS_MAX:
            log.warning("hall_has_few_files", watchers=self._watchers_max)

    async def hearing(self) -> None:
        """Wait until the ear hears. Raises `HallDeaf` when that takes too long."""
        if self._ear is None:
            self._ear = asyncio.create_task(self._listen())
            self._signs = asyncio.create_task(self._give_signs())
        if self.listening.is_set():
            return
        try:
            await asyncio.wait_for(self.listening.wait(), DEAF_SECONDS_MAX)
        except TimeoutError as problem:
            raise HallDeaf from problem

    async def enter(self, code: str, *, after: int | None = None) -> Watcher:
        """Begin to watch an office, from the event after that key on or from now on.

        Whoever entered must `leave`. Raises `HallFull`, `HallDeaf`, `NoSuchHall`, `DatabaseError`.
        """
        watcher = self._place(code)
        try:
            await self.hearing()
            await self._opened(watcher.room)
            await self._start(watcher, after=after)
        except BaseException:
            self.leave(watcher)
            raise
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """Watch no longer; an office that nobody watches is forgotten."""
        room = watcher.room
        room.watchers.discard(watcher)
        for shift in self._shifts:
            shift.discard(watcher)
        if not room.watchers and self._rooms.get(room.code) is room:
            del self._rooms[room.code]

    async def close(self) -> None:
        """End every stream and the ear."""
        await self._send_home()
        for task in (self._ear, self._signs):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        self._reader.shutdown(wait=False)

    def _place(self, code: str) -> Watcher:
        """Put somebody into the room of an office: it hears from here on. Raises `HallFull`."""
        if sum(map(len, self._shifts)) >= self._watchers_max:
            raise HallFull
        room = self._rooms.setdefault(code, Room(code))
        watcher = Watcher(room)
        room.watchers.add(watcher)
        min(self._shifts, key=len).add(watcher)
        return watcher

    async def _opened(self, room: Room) -> None:
        """Wait until the room knows what was told before; the first who comes lets it be read."""
        if room.opening is None:
            room.opening = asyncio.create_task(self._open(room))
        await asyncio.shield(room.opening)

    async def _open(self, room: Room) -> None:
        """Read where the office stands, during a time in which the ear never stopped hearing."""
        cuts = None
        while cuts != self._cuts:
            await self.hearing()
            cuts = self._cuts
            office, past = await self._read(partial(_lately, room.code))
        room.begin(office, [_as_told(each) for each in past])

    async def _start(self, watcher: Watcher, *, after: int | None) -> None:
        """Let a watcher begin; what the room has forgotten since `after` is read for them."""
        room = watcher.room
        if after is None:
            watcher.start((), sent=room.heard)
        elif after >= room.forgotten:
            watcher.start((), sent=after)
        else:
            heard = room.heard
            past = await self._past(room, after=after)
            watcher.start(past, sent=max([heard, *(event.key for event in past)]))

    async def _past(self, room: Room, *, after: int) -> list[Told]:
        found = await self._read(partial(told.since, room.office, after=after))
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
            self._cuts += 1
            if self.listening.is_set():
                self.listening.clear()
                heard_at = time()
            elif time() - heard_at > DEAF_SECONDS_MAX:
                await self._send_home()
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
                    if room := self._rooms.get(news["office"]):
                        await room.tell(event)

    async def _fill_gap(self) -> None:
        """Pass on what was told while the ear was away, to each office from where it stood."""
        for room in tuple(self._rooms.values()):
            if room.is_open:
                for event in await self._past(room, after=room.heard):
                    await room.tell(event)

    async def _give_signs(self) -> None:
        """Give everybody a sign of life again and again, one shift after the other."""
        for shift in cycle(self._shifts):
            await asyncio.sleep(STILL_SECONDS / SHIFTS)
            await at_ease(shift, Watcher.sign)

    async def _send_home(self) -> None:
        for shift in self._shifts:
            await at_ease(shift, Watcher.send_home)

    async def _read(self, read: Callable[[], T]) -> T:
        """Read from the database in a thread that gives its connection back."""

        def reading() -> T:
            try:
                return read()
            finally:
                connection.close()

        return await asyncio.get_running_loop().run_in_executor(self._reader, reading)


def _lately(code: str) -> tuple[Office, Sequence[HallEvent]]:
    """Return an office and the last it was told. Raises `NoSuchHall`."""
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise NoSuchHall(code)
    return office, told.since(office, after=0, limit=RECENT_MAX)


def _line() -> str:
    """Return what opens a connection to the site's database, outside of its pool."""
    options = settings.DATABASES["default"]["OPTIONS"]
    options = {name: word for name, word in options.items() if name not in NOT_FOR_LIBPQ}
    words = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    place = {name: words[name] for name in names if words.get(name)}
    return make_conninfo(**WATCHED | options | place)


def _as_told(event: HallEvent) -> Told:
    return Told(event.pk, event.kind, _packed(told.as_told(event)))


def _packed(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
