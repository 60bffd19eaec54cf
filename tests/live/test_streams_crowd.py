"""A hall with hundreds of screens: all hear at once, and a slow one holds up nobody but itself."""

import asyncio
import json
import re

import pytest

from antrean.live import hall as halls
from antrean.live import watchers
from antrean.live.streams import STREAMS, Streams
from tests.live.stories import listening

MANY = 400

pytestmark = pytest.mark.django_db(transaction=True)


class Browser:
    """A stream opened as a server opens it; a stuck one takes the first word and nothing more."""

    def __init__(self, *, stuck=False, after=0, line=None):
        self.text, self.is_stuck, self.was_cut = "", stuck, False
        self._after, self._line = after, line or asyncio.Semaphore()
        self.leaving = asyncio.Event()
        self.taking = asyncio.Event()

    def open(self, streams, code):
        scope = {"type": "http", "method": "GET", "path": f"{STREAMS}{code}", "headers": []}
        scope["query_string"] = f"sejak={self._after}".encode()
        self.task = asyncio.create_task(streams(scope, self.receive, self.send))
        return self

    async def receive(self):
        await self.leaving.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        text = message.get("body", b"").decode()
        async with self._line:
            if self.is_stuck and "retry:" not in text and text:
                await self.taking.wait()
        self.text += text

    @property
    def keys(self):
        return [json.loads(line)["key"] for line in re.findall("data: ({.*})", self.text)]

    @property
    def last_seen(self):
        return int(re.findall(r"id: (\d+)", self.text)[-1])


async def until(condition):
    """Wait until something is so."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


def all_have(browsers, keys):
    return lambda: all(browser.keys == keys for browser in browsers)


@pytest.fixture
def signs(monkeypatch):
    """Signs of life come quickly."""
    monkeypatch.setattr(halls, "STILL_SECONDS", 0.04)


async def opened(hall, office, *, number=MANY, **words):
    """Return so many browsers that have got their first word."""
    streams = Streams(hall)
    browsers = [Browser(**words).open(streams, office.code) for _ in range(number)]
    await until(lambda: all("retry:" in browser.text for browser in browsers))
    return browsers


def test_hundreds_hear_everything_once_and_in_order(office, say):
    async def story(hall):
        await say("before")
        browsers = await opened(hall, office)
        await say("first", "second")
        await say("third")
        await until(all_have(browsers, ["before", "first", "second", "third"]))

    listening(story)


def test_a_slow_reader_is_sent_home_while_all_others_hear(office, say, signs):
    async def story(hall):
        [slow] = await opened(hall, office, number=1, stuck=True)
        others = await opened(hall, office)
        await say("first", "second")
        await until(all_have(others, ["first", "second"]))
        await until(slow.task.done)
        return slow.keys, len(hall._rooms[office.code].watchers)

    keys, left = listening(story)

    assert keys == []
    assert left == MANY


def test_a_twin_that_serves_one_after_the_other_lets_all_wait_for_the_slow_one(
    office, say, monkeypatch
):
    monkeypatch.setattr(watchers, "SIGNS_MISSED_MAX", 10**9)

    async def story(hall):
        line = asyncio.Lock()
        others = await opened(hall, office, line=line)
        [slow] = await opened(hall, office, number=1, stuck=True, line=line)
        await say("first", "second")
        await until(line.locked)
        await asyncio.sleep(0.3)
        heard = [browser for browser in others if browser.keys == ["first", "second"]]
        slow.taking.set()
        await until(all_have(others, ["first", "second"]))
        return heard

    assert listening(story) == []


def test_a_twin_with_endless_patience_keeps_the_slow_reader(office, say, signs, monkeypatch):
    monkeypatch.setattr(watchers, "SIGNS_MISSED_MAX", 10**9)

    async def story(hall):
        [slow] = await opened(hall, office, number=1, stuck=True)
        [other] = await opened(hall, office, number=1)
        await until(lambda: other.text.count("event: still") > 20)
        return slow.task.done()

    assert not listening(story)


def lag(office, say, monkeypatch, *, keeps):
    """Return how many events are kept for a slow reader, and what it hears in two streams."""
    monkeypatch.setattr(watchers, "RECENT_MAX", keeps)
    monkeypatch.setattr(halls, "RECENT_MAX", keeps)
    keys = [str(number) for number in range(12)]

    async def story(hall):
        [slow] = await opened(hall, office, number=1, stuck=True)
        [other] = await opened(hall, office, number=1)
        await say(*keys)
        await until(all_have([other], keys))
        kept = len(hall._rooms[office.code].recent)
        slow.taking.set()
        await until(lambda: slow.task.done() or slow.keys == keys)
        [again] = await opened(hall, office, number=1, after=slow.last_seen)
        await until(lambda: slow.keys + again.keys == keys)
        return kept, len(again.keys)

    return listening(story)


def test_who_lags_behind_what_is_kept_reconnects_and_misses_nothing(office, say, monkeypatch):
    kept, heard_again = lag(office, say, monkeypatch, keeps=5)

    assert kept == 5
    assert heard_again > 0


def test_a_twin_that_keeps_everything_grows_with_every_event(office, say, monkeypatch):
    kept, heard_again = lag(office, say, monkeypatch, keeps=10**6)

    assert kept == 12
    assert heard_again == 0


@pytest.mark.parametrize("stuck", [False, True])
def test_a_browser_that_goes_leaves_nothing_behind(office, say, stuck):
    async def story(hall):
        before = len(asyncio.all_tasks())
        browsers = await opened(hall, office, number=20, stuck=stuck)
        await say("something")
        await asyncio.sleep(0.1)
        for browser in browsers:
            browser.leaving.set()
            browser.taking.set()  # a server lets go of whoever is gone
        await until(lambda: all(browser.task.done() for browser in browsers))
        await asyncio.sleep(0.1)
        ear_and_signs = 2
        return len(asyncio.all_tasks()) - before - ear_and_signs, hall._rooms, hall._shifts

    tasks, rooms, shifts = listening(story)

    assert tasks == 0
    assert rooms == {}
    assert not any(shifts)


def test_a_twin_that_does_not_listen_for_who_goes_keeps_them(office, monkeypatch):
    async def deaf(self):
        await asyncio.Event().wait()

    monkeypatch.setattr(Browser, "receive", deaf)

    async def story(hall):
        browsers = await opened(hall, office, number=20)
        for browser in browsers:
            browser.leaving.set()
        await asyncio.sleep(0.3)
        return len(hall._rooms[office.code].watchers)

    assert listening(story) == 20
