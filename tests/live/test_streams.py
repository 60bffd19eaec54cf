"""Streams: what is told in a hall reaches everyone who listens to it, in order, none lost."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.hall_state import announce
from antrean.live.streams import Hall
from antrean.records import clock
from antrean.records.hall import events as told
from antrean.records.models import HallEvent
from tests.factories import make_office, make_officer, make_shift, make_walk_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def say(office):
    """Tell the hall something, as a counter in another process would."""
    head = make_officer(office, role="office_head")

    def said(key):
        announce(office, key=key, by=head, now=clock.now())
        connection.close()

    return sync_to_async(said)


def keys(texts):
    return [json.loads(text.split("data: ")[1])["key"] for text in texts]


async def next_event(stream):
    """Return the next event, whatever comments stand before it."""
    while True:
        text = await asyncio.wait_for(anext(stream), 10)
        if "data: " in text:
            return text


async def opened(hall, office, *, after=None):
    """Return a stream that listens already."""
    stream = hall.events(office, after=after)
    assert (await anext(stream)).startswith("retry: ")
    return stream


def listening(story):
    """Run a story with a hall of its own."""

    async def told_to_the_end():
        hall = Hall()
        try:
            return await story(hall)
        finally:
            await hall.close()

    return asyncio.run(told_to_the_end())


def test_a_call_is_heard_with_its_number_and_counter_and_no_name(office):
    shift = make_shift(office, number=3)
    visit = make_walk_in(office, at=clock.now())

    call_next(shift, by=shift.account, now=clock.now())

    async def story(hall):
        return await next_event(await opened(hall, office, after=0))

    heard = listening(story)

    key, kind, data = heard.split("\n")[:3]
    assert (kind, key) == ("event: call", f"id: {HallEvent.objects.get().pk}")
    assert set(json.loads(data[6:])) == {"number", "counter", "arrow", "stage", "at", "version"}
    assert f'"number":"{visit}","counter":3' in data


def test_another_office_hears_nothing(office, say):
    other = make_office("kanim-lain")

    async def story(hall):
        stream = await opened(hall, other, after=0)
        waiting = asyncio.create_task(next_event(stream))
        await asyncio.wait_for(hall.listening.wait(), 10)
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
        stream = await opened(hall, office, after=seen)
        caught_up = [await next_event(stream), await next_event(stream)]
        await say("third")
        return [*caught_up, await next_event(stream)]

    assert keys(listening(story)) == ["first", "second", "third"]


def test_a_twin_that_does_not_say_what_it_saw_last_misses_it(office, say):
    async def story(hall):
        await say("first")
        stream = await opened(hall, office)
        waiting = asyncio.create_task(next_event(stream))
        await asyncio.wait_for(hall.listening.wait(), 10)
        await say("second")
        return [await waiting]

    assert keys(listening(story)) == ["second"]


def test_when_the_ears_own_line_breaks_nothing_is_lost(office, say):
    async def story(hall):
        stream = await opened(hall, office, after=0)
        waiting = asyncio.create_task(next_event(stream))
        await asyncio.wait_for(hall.listening.wait(), 10)
        await say("before")
        heard = [await waiting]
        await sync_to_async(cut_the_ear)()
        await say("in between")
        return [*heard, await next_event(stream)]

    assert keys(listening(story)) == ["before", "in between"]


def test_a_twin_whose_ear_does_not_look_back_loses_it(office, say, monkeypatch):
    async def nothing(self):
        return None

    monkeypatch.setattr(Hall, "_fill_gap", nothing)

    async def story(hall):
        stream = await opened(hall, office, after=0)
        waiting = asyncio.create_task(next_event(stream))
        await asyncio.wait_for(hall.listening.wait(), 10)
        await say("before")
        await waiting
        await sync_to_async(cut_the_ear)()
        await say("in between")
        await asyncio.sleep(1.5)
        await say("after")
        return [await next_event(stream)]

    assert keys(listening(story)) == ["after"]


def cut_the_ear():
    """End the listening connection from the database's side."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    connection.close()
