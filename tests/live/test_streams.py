"""Streams: what is told in a hall reaches everyone who listens to it, in order, none lost."""

import asyncio
import contextlib
import json

import httpx2
import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.hall_state import announce
from antrean.live import hall as halls
from antrean.live.hall import Hall, HallDeaf, HallFull
from antrean.records import clock
from antrean.records.hall import events as told
from antrean.records.models import HallEvent
from tests.factories import make_office, make_officer, make_shift, make_walk_in
from tests.processes import server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def say_now(office):
    """Tell the hall something, as a counter in another process would."""
    head = make_officer(office, role="office_head")

    def said(*keys):
        for key in keys:
            announce(office, key=key, by=head, now=clock.now())
        connection.close()

    return said


@pytest.fixture
def say(say_now):
    """The same, for a story that must not wait."""
    return sync_to_async(say_now)


def keys(events):
    return [json.loads(event.body)["key"] for event in events]


async def heard(stream, number):
    """Return so many events, whatever silences stand between them."""
    events = []
    while len(events) < number:
        event = await asyncio.wait_for(anext(stream), 10)
        events += [event] if event else []
    return events


async def opened(hall, office, *, after=None):
    """Return what will be heard next, from a stream that listens already."""
    stream = hall.events(office, after=after)
    first = asyncio.create_task(anext(stream))
    await asyncio.wait_for(hall.listening.wait(), 10)
    await asyncio.sleep(0.1)  # it has read the past by now

    async def events(number=1):
        return [await first, *await heard(stream, number - 1)]

    return events


def listening(story):
    """Run a story with a hall of its own."""

    async def told_to_the_end():
        hall = Hall()
        try:
            return await story(hall)
        finally:
            await hall.close()

    return asyncio.run(told_to_the_end())


def cut_the_ear():
    """End the listening connection from the database's side."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    connection.close()


def test_a_call_is_heard_with_its_number_and_counter_and_no_name(office):
    shift = make_shift(office, number=3)
    visit = make_walk_in(office, at=clock.now())
    call_next(shift, by=shift.account, now=clock.now())

    async def story(hall):
        return await heard(hall.events(office, after=0), 1)

    [call] = listening(story)

    assert (call.kind, call.key) == ("call", HallEvent.objects.get().pk)
    assert set(json.loads(call.body)) == {"number", "counter", "arrow", "stage", "at", "version"}
    assert f'"number":"{visit}","counter":3' in call.body


def test_another_office_hears_nothing(office, say):
    other = make_office("kanim-lain")

    async def story(hall):
        events = await opened(hall, other, after=0)
        waiting = asyncio.create_task(events())
        await say("closing_soon")
        await asyncio.sleep(0.2)
        was_silent = not waiting.done()
        waiting.cancel()
        return was_silent

    assert listening(story)


def test_whoever_comes_back_gets_what_was_told_meanwhile(office, say):
    async def story(hall):
        await say("first")
        seen = (await sync_to_async(told.latest)(office)) - 1
        await say("second")
        stream = hall.events(office, after=seen)
        caught_up = await heard(stream, 2)
        await say("third")
        return [*caught_up, *await heard(stream, 1)]

    assert keys(listening(story)) == ["first", "second", "third"]


def test_a_twin_that_does_not_say_what_it_saw_last_misses_it(office, say):
    async def story(hall):
        await say("first")
        events = await opened(hall, office)
        await say("second")
        return await events()

    assert keys(listening(story)) == ["second"]


async def until_still(stream):
    """Return everything that comes until nothing comes for a while; the stream ends with it."""
    events = []
    with contextlib.suppress(TimeoutError, StopAsyncIteration):
        while True:
            events.append(await asyncio.wait_for(anext(stream), 0.6))
    return events


def while_catching_up(office, say, monkeypatch):
    """Return what a screen hears when something is told between its reading and its waiting."""
    past = Hall._past

    async def slow_past(self, *args, **words):
        found = await past(self, *args, **words)
        await say("meanwhile")
        return found

    async def story(hall):
        await say("before")
        monkeypatch.setattr(Hall, "_past", slow_past)
        stream = hall.events(office, after=0)
        first = await heard(stream, 1)
        monkeypatch.setattr(Hall, "_past", past)
        await say("after")
        return keys(first + await until_still(stream))

    return listening(story)


def test_what_is_told_while_a_screen_catches_up_comes_once(office, say, monkeypatch):
    assert while_catching_up(office, say, monkeypatch) == ["before", "meanwhile", "after"]


def test_a_twin_that_listens_only_after_it_has_read_misses_it(office, say, monkeypatch):
    enter = Hall._enter

    def late(self, office):
        listener = enter(self, office)
        room = self._rooms[office.code]
        room.listeners.discard(listener)
        asyncio.get_running_loop().call_later(0.4, room.listeners.add, listener)
        return listener

    async def slow_after(*keys, say=say):
        await asyncio.sleep(0.6 if keys == ("after",) else 0)
        await say(*keys)

    monkeypatch.setattr(Hall, "_enter", late)

    assert while_catching_up(office, slow_after, monkeypatch) == ["before", "after"]


def test_when_the_ears_own_line_breaks_nothing_is_lost(office, say):
    async def story(hall):
        events = await opened(hall, office, after=0)
        await say("before")
        await sync_to_async(cut_the_ear)()
        await say("in between")
        return await events(2)

    assert keys(listening(story)) == ["before", "in between"]


def test_a_gap_before_the_first_event_of_all_loses_nothing(office, say):
    async def story(hall):
        events = await opened(hall, office)
        await sync_to_async(cut_the_ear)()
        await say("in between")
        return await events()

    assert keys(listening(story)) == ["in between"]


def test_a_twin_whose_ear_does_not_look_back_loses_it(office, say, monkeypatch):
    async def nothing(self):
        return None

    monkeypatch.setattr(Hall, "_fill_gap", nothing)

    async def story(hall):
        events = await opened(hall, office, after=0)
        await sync_to_async(cut_the_ear)()
        await say("in between")
        await asyncio.sleep(1.2)
        await say("after")
        return await events()

    assert keys(listening(story)) == ["after"]


def test_a_notice_that_is_not_one_of_ours_disturbs_nobody(office, say):
    def shout():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, 'nothing we know')", [told.CHANNEL])
        connection.close()

    async def story(hall):
        events = await opened(hall, office, after=0)
        await sync_to_async(shout)()
        await say("still here")
        return await events()

    assert keys(listening(story)) == ["still here"]


def test_who_lags_too_far_behind_is_sent_home_and_misses_nothing(office, say, monkeypatch):
    monkeypatch.setattr(halls, "QUEUE_MAX", 2)

    async def story(hall):
        stream = hall.events(office, after=0)
        await say("one")
        events = await heard(stream, 1)
        await say("two", "three", "four", "five")
        await asyncio.sleep(0.3)
        events += [event async for event in stream]
        return events + await heard(hall.events(office, after=events[-1].key), 5 - len(events))

    assert keys(listening(story)) == ["one", "two", "three", "four", "five"]


def test_without_a_database_screens_are_sent_home_to_say_that_they_are_alone(office, monkeypatch):
    monkeypatch.setattr(halls, "DEAF_SECONDS_MAX", 0.1)
    monkeypatch.setattr(halls, "_line", lambda: "host=/nowhere dbname=nothing")

    async def story(hall):
        with pytest.raises(HallDeaf):
            await hall.hearing()
        return [event async for event in hall.events(office)]

    assert listening(story) == []


def test_one_process_listens_for_a_bounded_number_of_screens(office, monkeypatch):
    monkeypatch.setattr(halls, "LISTENERS_MAX", 1)

    async def story(hall):
        await opened(hall, office)
        with pytest.raises(HallFull):
            hall.make_room()

    listening(story)


def test_an_office_to_which_nobody_listens_is_forgotten(office, say):
    async def story(hall):
        stream = hall.events(office, after=0)
        await say("first")
        await heard(stream, 1)
        await stream.aclose()
        return hall._rooms

    assert listening(story) == {}


@pytest.fixture(scope="module")
def door(django_db_setup):
    """Where the live process answers, a process of its own."""
    with server("antrean.live.app:app") as address:
        yield address


@contextlib.contextmanager
def listened(door, code="kanim-uji", **words):
    """Open a stream over the wire; yield the answer and its lines."""
    address = f"{door}/live/arus/{code}"
    with httpx2.Client(timeout=10) as client, client.stream("GET", address, **words) as answer:
        yield answer, answer.iter_lines()


def told_over_the_wire(lines, number):
    """Return so many events as (id, key)."""
    events, key = [], ""
    while len(events) < number:
        line = next(lines)
        key = line[4:] if line.startswith("id: ") else key
        events += [(key, json.loads(line[6:])["key"])] if line.startswith("data: ") else []
    return events


def test_over_the_wire_a_screen_resumes_where_it_was_cut(office, door, say_now):
    say_now("first")
    with listened(door, params={"sejak": "0"}) as (answer, lines):
        [(seen, first)] = told_over_the_wire(lines, 1)
        kind = answer.headers["content-type"]
    say_now("second")

    with listened(door, headers={"Last-Event-ID": seen}) as (_, lines):
        say_now("third")
        rest = told_over_the_wire(lines, 2)

    assert kind.startswith("text/event-stream")
    assert [first, *(key for _, key in rest)] == ["first", "second", "third"]


def test_over_the_wire_a_cut_ear_is_not_noticed(office, door, say_now):
    with listened(door, params={"sejak": "0"}) as (_, lines):
        say_now("before")
        before = told_over_the_wire(lines, 1)
        cut_the_ear()
        say_now("in between")
        after = told_over_the_wire(lines, 1)

    assert [key for _, key in before + after] == ["before", "in between"]


@pytest.mark.parametrize("code", ["kanim-tidak-ada", "Kanim_Uji", "x" * 90])
def test_an_unknown_office_has_no_stream(office, door, code):
    with listened(door, code=code) as (answer, _):
        assert answer.status_code == 404
