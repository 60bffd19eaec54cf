"""Clients give nothing up: cut off, sent away or kept waiting, each key is sent again elsewhere."""

import asyncio
import json
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from random import Random
from uuid import UUID

import pytest

from antrean.ops.storm import clients as module
from antrean.ops.storm.clients import Clients, Leave
from antrean.ops.storm.history import Told

PEOPLE = 40
GIVEN = Told("given", "ref")
HANG_UP, KEEP_SILENT, TALK_NONSENSE = "hang up", "keep silent", "talk nonsense"


class Door:
    """A process that answers as it is told beforehand, then "given"; it notes every pass."""

    def __init__(self, *deeds):
        self.deeds = list(deeds)
        self.heard = []

    @asynccontextmanager
    async def open(self):
        async with await asyncio.start_server(self.talk, "127.0.0.1") as server:
            yield server.sockets[0].getsockname()[1]

    async def talk(self, reader, writer):
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._answer_all(reader, writer)
        writer.close()

    async def _answer_all(self, reader, writer):
        while head := await reader.readuntil(b"pass="):
            length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0]) - len(b"pass=")
            self.heard.append((await reader.readexactly(length)).decode())
            deed = self.deeds.pop(0) if self.deeds else answer(201, outcome="given", ref="ref")
            if deed == HANG_UP:
                return
            if deed != KEEP_SILENT:
                writer.write(b"nonsense\r\n\r\n" if deed == TALK_NONSENSE else deed)


def answer(status, *, close=False, **body):
    text = json.dumps(body).encode()
    line = "connection: close\r\n" if close else ""
    head = f"HTTP/1.1 {status} x\r\n{line}content-length: {len(text)}\r\n\r\n"
    return head.encode() + text


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 1.0)
    monkeypatch.setattr(module, "RECONNECT_SECONDS", (0.01, 0.02))
    monkeypatch.setattr(module, "RETRY_AFTER_MAX", 0.05)


def press(*doors, people=PEOPLE, twice=0.0, connections=8, seconds_max=20, drain_max=20):
    """Let people press at these doors; return the history by number."""

    async def pressing():
        leaves = (Leave(UUID(int=nth), f"p{nth}") for nth in range(people))
        async with AsyncExitStack() as stack:
            ports = [await stack.enter_async_context(door.open()) for door in doors]
            crowd = Clients(ports, leaves, login="x", twice=twice, chance=Random(1))
            await crowd.press_all(
                connections=connections, seconds_max=seconds_max, drain_max=drain_max
            )
        return crowd.history

    return {key.int: sent for key, sent in asyncio.run(pressing()).items()}


def test_everybody_is_answered_once():
    doors = Door(), Door()

    history = press(*doors)

    assert {nth: sent.told for nth, sent in history.items()} == dict.fromkeys(
        range(PEOPLE), (GIVEN,)
    )
    assert sorted(doors[0].heard + doors[1].heard) == sorted(f"p{nth}" for nth in range(PEOPLE))


@pytest.mark.parametrize(
    "trouble",
    [
        HANG_UP,
        KEEP_SILENT,
        TALK_NONSENSE,
        answer(503, outcome="busy", ref="", place=7, retry_after=600),
        answer(500),
        answer(429, outcome="busy"),
        answer(503, outcome="busy")[:-3],
    ],
)
def test_whoever_was_not_answered_presses_again_elsewhere_with_the_same_pass(trouble):
    bad, good = Door(trouble, trouble), Door()

    history = press(bad, good)

    assert all(sent.told == (GIVEN,) for sent in history.values())
    assert set(bad.heard[:2]) <= set(good.heard)


def test_a_place_in_line_is_sent_along_from_then_on():
    doors = [Door(*[answer(503, outcome="busy", slip="s.1")] * 2, HANG_UP) for _ in range(2)]

    press(*doors, people=1)

    heard = doors[0].heard + doors[1].heard
    assert heard.count("p0") == 1
    assert heard.count("p0&slip=s.1") == len(heard) - 1 >= 2


def test_with_one_process_it_is_sent_there_again():
    door = Door(HANG_UP)

    history = press(door)

    assert all(sent.told == (GIVEN,) for sent in history.values())
    assert Counter(door.heard)[door.heard[0]] == 2


def test_a_line_that_the_answer_ends_is_opened_again():
    door = Door(*[answer(201, close=True, outcome="given", ref="ref")] * PEOPLE)

    history = press(door, connections=1, people=5)

    assert all(sent.told == (GIVEN,) for sent in history.values())


def test_pressing_twice_goes_to_two_processes_and_both_answers_are_kept():
    doors = Door(), Door(*[answer(409, outcome="refused", ref="ref")] * PEOPLE)

    history = press(*doors, twice=1.0)

    both = {Told("given", "ref"), Told("refused", "ref")}
    assert all(set(sent.told) == both and sent.tries == 2 for sent in history.values())


def test_an_answer_without_an_outcome_is_kept_by_its_status():
    history = press(Door(answer(404, detail="nothing here")), people=1)

    assert history[0].told == (Told("status 404", ""),)


def test_when_time_is_up_nobody_new_begins_and_who_began_is_heard_out():
    doors = Door(*[KEEP_SILENT] * 4), Door(*[KEEP_SILENT] * 4)

    history = press(*doors, connections=2, seconds_max=0.5)

    assert len(history) == 2
    assert all(sent.told == (GIVEN,) for sent in history.values())


def test_who_is_never_answered_stands_in_the_history():
    history = press(Door(*[HANG_UP] * 1000), people=1, seconds_max=0.5, drain_max=0.1)

    assert history[0].told == ()
    assert history[0].tries >= 1
