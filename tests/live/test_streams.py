"""Streams: what is told in a hall reaches everyone who listens to it, in order, none lost."""

import asyncio
import contextlib
import json
from time import sleep

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from antrean.actions.hall.call_next import call_next
from antrean.live import hall as halls
from antrean.live import watchers
from antrean.live.hall import Hall, HallDeaf, HallFull, NoSuchHall
from antrean.live.watchers import Room
from antrean.records import clock
from antrean.records.hall import events as told
from antrean.records.models import HallEvent
from tests.factories import make_office, make_shift, make_walk_in
from tests.live.stories import cut_the_ear, listening

ENOUGH_SECONDS = 1.2  # for the ear to come back after a cut

pytestmark = pytest.mark.django_db(transaction=True)


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
    """Return what hears the next events, from a stream that listens already."""
    watcher = await hall.enter(office.code, after=after)

    async def events(number=1):
        return await heard(watcher, number)

    return events


def test_a_call_is_heard_with_its_number_and_counter_and_no_name(office):
    shift = make_shift(office, number=3)
    visit = make_walk_in(office, at=clock.now())
    call_next(shift, by=shift.account, now=clock.now())

    async def story(hall):
        return await heard(await hall.enter(office.code, after=0), 1)

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
        stream = await hall.enter(office.code, after=seen)
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
    """Return everything that comes for a while; the stream ends with it."""
    events = []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(1):
            async for event in stream:
                events += [event] if event else []
    return events


def while_opening(office, say, monkeypatch, *, say_now, then=lambda: None):
    """Return what the first screen hears when something is told while the past is being read."""
    lately = halls._lately

    def slow(code):
        found = lately(code)
        monkeypatch.setattr(halls, "_lately", lately)
        then()
        say_now("meanwhile")
        sleep(ENOUGH_SECONDS)  # the ear has heard it, and what it missed
        return found

    async def story(hall):
        await say("before")
        monkeypatch.setattr(halls, "_lately", slow)
        stream = await hall.enter(office.code, after=0)
        await say("after")
        return keys(await until_still(stream))

    return listening(story)


def test_what_is_told_while_the_past_is_read_comes_once(office, say, say_now, monkeypatch):
    heard = while_opening(office, say, monkeypatch, say_now=say_now)

    assert heard == ["before", "meanwhile", "after"]


def test_a_twin_that_listens_only_after_it_has_read_misses_it(office, say, say_now, monkeypatch):
    note = Room.note
    monkeypatch.setattr(Room, "note", lambda self, event: self.is_open and note(self, event))

    assert while_opening(office, say, monkeypatch, say_now=say_now) == ["before", "after"]


def test_what_is_told_while_the_ear_breaks_during_the_reading_comes(
    office, say, say_now, monkeypatch
):
    heard = while_opening(office, say, monkeypatch, say_now=say_now, then=cut_the_ear)

    assert heard == ["before", "meanwhile", "after"]


def test_a_twin_that_trusts_what_it_read_beside_a_broken_ear_misses_it(
    office, say, say_now, monkeypatch
):
    async def trusting(self, room):
        await self.hearing()
        office, past = await self._read(lambda: halls._lately(room.code))
        room.begin(office, [halls._as_told(each) for each in past])

    monkeypatch.setattr(Hall, "_open", trusting)

    heard = while_opening(office, say, monkeypatch, say_now=say_now, then=cut_the_ear)

    assert heard == ["before", "after"]


def test_what_is_told_while_a_late_screen_catches_up_comes_once(office, say, monkeypatch):
    monkeypatch.setattr(halls, "RECENT_MAX", 2)
    monkeypatch.setattr(watchers, "RECENT_MAX", 2)
    past = Hall._past

    async def slow_past(self, *args, **words):
        found = await past(self, *args, **words)
        await say("meanwhile")
        return found

    async def story(hall):
        await say("one", "two", "three")
        monkeypatch.setattr(Hall, "_past", slow_past)
        stream = await hall.enter(office.code, after=0)
        monkeypatch.setattr(Hall, "_past", past)
        events = await heard(stream, 4)
        await say("after")
        return keys(events + await until_still(stream))

    assert listening(story) == ["one", "two", "three", "meanwhile", "after"]


def test_screens_that_come_at_once_read_the_past_once(office, say, monkeypatch):
    lately, read = halls._lately, []
    monkeypatch.setattr(halls, "_lately", lambda code: read.append(code) or lately(code))

    async def story(hall):
        await say("before")
        screens = await asyncio.gather(*(hall.enter(office.code, after=0) for _ in range(20)))
        return [keys(await heard(screen, 1)) for screen in screens]

    assert listening(story) == [["before"]] * 20
    assert read == [office.code]


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
    monkeypatch.setattr(watchers, "RECENT_MAX", 2)

    async def story(hall):
        stream = await hall.enter(office.code, after=0)
        await say("one")
        events = await heard(stream, 1)
        await say("two", "three", "four", "five")
        await asyncio.sleep(0.3)
        events += [event async for event in stream]
        again = await hall.enter(office.code, after=events[-1].key)
        return events + await heard(again, 5 - len(events))

    assert keys(listening(story)) == ["one", "two", "three", "four", "five"]


def test_without_a_database_screens_are_sent_home_to_say_that_they_are_alone(office, monkeypatch):
    monkeypatch.setattr(halls, "DEAF_SECONDS_MAX", 0.1)

    async def story(hall):
        stream = await hall.enter(office.code)
        monkeypatch.setattr(halls, "_line", lambda: "host=/nowhere dbname=nothing")
        await sync_to_async(cut_the_ear)()
        ended = [event async for event in stream if event]
        with pytest.raises(HallDeaf):
            await hall.enter(office.code)
        return ended

    assert listening(story) == []


def test_an_office_that_does_not_exist_cannot_be_watched(office):
    async def story(hall):
        with pytest.raises(NoSuchHall):
            await hall.enter("kanim-tidak-ada")
        return hall._rooms

    assert listening(story) == {}


def test_one_process_listens_for_a_bounded_number_of_screens(office, monkeypatch):
    monkeypatch.setattr(halls, "WATCHERS_MAX", 1)

    async def story(hall):
        first = await hall.enter(office.code)
        with pytest.raises(HallFull):
            await hall.enter(office.code)
        hall.leave(first)
        await hall.enter(office.code)

    listening(story)


def test_an_office_to_which_nobody_listens_is_forgotten(office, say):
    async def story(hall):
        stream = await hall.enter(office.code, after=0)
        await say("first")
        await heard(stream, 1)
        hall.leave(stream)
        return hall._rooms

    assert listening(story) == {}
