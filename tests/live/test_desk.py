"""The desk: a process of its own settles, and whatever becomes of it, the next batch has one."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvloop
from django.db import connection, transaction

from antrean.live import desk as desk_module
from antrean.live.desk import Desk, DeskGone
from antrean.records import clock
from antrean.records.models import Application
from tests.factories import make_application, make_cell, make_office
from tests.live.near_desk import leave
from tests.processes import database_url

pytestmark = pytest.mark.django_db(transaction=True)

HALF_A_DOOR = """
import asyncio
import django
django.setup()
from antrean.live.desk import Desk

async def open_and_wait():
    desk = Desk()
    await desk.open()
    print(desk._running.process.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(open_and_wait())
"""


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url())


@pytest.fixture
def leaves():
    office = make_office()
    make_cell(office, seats=9)
    return [leave(make_application(office)) for _ in range(4)]


@asynccontextmanager
async def opened():
    desk = Desk()
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()


def kinds(outcomes):
    return [each.kind for each in outcomes]


def pid_of(desk):
    return desk._running.process.pid


def run(story):
    """Run a story with a desk of its own, and return what it came to."""

    async def to_the_end():
        async with opened() as desk:
            return await story(desk)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # the one that serves
        return runner.run(to_the_end())


def test_a_batch_is_settled_by_another_process_and_the_clock_is_heard_there(leaves):
    async def story(desk):
        heard = desk.clock.milliseconds()
        return kinds(await desk.settle(leaves)), heard, pid_of(desk)

    told, heard, pid = run(story)

    assert told == ["given"] * 4
    assert abs(heard - clock.now().timestamp() * 1000) < 60_000
    assert pid != os.getpid()


def test_what_was_given_says_where_and_when(leaves):
    async def story(desk):
        return await desk.settle(leaves[:1])

    (outcome,) = run(story)

    assert outcome.place.office == "kanim-uji"
    assert outcome.ref == Application.objects.get(pk=leaves[0].application_id).ref


def test_a_desk_that_ended_while_nobody_came_is_replaced_before_the_next_batch(leaves):
    async def story(desk):
        os.kill(pid_of(desk), signal.SIGKILL)
        await desk._running.process.wait()
        return kinds(await desk.settle(leaves))

    assert run(story) == ["given"] * 4


@asynccontextmanager
async def waiting_for_a_lock(desk, leaves):
    """Let a batch wait for rows that somebody else has locked; yield the batch."""
    lock, release = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold():
        with transaction.atomic():
            list(Application.objects.select_for_update())
            loop.call_soon_threadsafe(lock.set)
            asyncio.run_coroutine_threadsafe(release.wait(), loop).result(60)
        connection.close()

    holding = loop.run_in_executor(None, hold)
    await lock.wait()
    batch = asyncio.create_task(desk.settle(leaves))
    await asyncio.sleep(0.5)
    try:
        yield batch
    finally:
        release.set()
        await holding


def test_a_desk_that_dies_in_the_middle_says_so_and_asking_again_is_safe(leaves):
    async def story(desk):
        async with waiting_for_a_lock(desk, leaves) as batch:
            os.kill(pid_of(desk), signal.SIGKILL)
            with pytest.raises(DeskGone):
                await batch
        return kinds(await desk.settle(leaves)), kinds(await desk.settle(leaves))

    assert run(story) == (["given"] * 4, ["given"] * 4)


def test_one_word_brings_back_a_desk_that_waits_for_the_database(leaves):
    async def story(desk):
        before = pid_of(desk)
        async with waiting_for_a_lock(desk, leaves) as batch:
            desk.hang_up()
            told = kinds(await asyncio.wait_for(batch, 20))
        return told, pid_of(desk) == before, kinds(await desk.settle(leaves))

    assert run(story) == (["busy"] * 4, True, ["given"] * 4)


def test_whoever_does_not_hear_the_first_word_is_ended(leaves):
    async def story(desk):
        os.kill(pid_of(desk), signal.SIGSTOP)
        batch = asyncio.create_task(desk.settle(leaves))
        await asyncio.sleep(0.1)
        desk.hang_up()
        still_waits = not (await asyncio.wait([batch], timeout=0.5))[0]
        desk.hang_up()
        with pytest.raises(DeskGone):
            await asyncio.wait_for(batch, 20)
        return still_waits, kinds(await desk.settle(leaves))

    assert run(story) == (True, ["given"] * 4)


def test_a_desk_goes_on_when_everybody_is_told_to_stop_until_its_door_is_closed(leaves):
    async def story(desk):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(pid_of(desk), number)
        told = kinds(await desk.settle(leaves))
        await desk.close()
        return told, desk._running.process.returncode

    assert run(story) == (["given"] * 4, 0)


def a_chatty_desk(leaves, monkeypatch):
    program = (sys.executable, "-m", "tests.live.chatty_desk")
    monkeypatch.setattr(desk_module, "PROGRAM", program)
    return kinds(run(lambda desk: asyncio.wait_for(desk.settle(leaves), 5)))


def test_whatever_prints_in_the_process_disturbs_no_reply(leaves, monkeypatch):
    assert a_chatty_desk(leaves, monkeypatch) == ["given"] * 4


def test_a_twin_that_prints_where_replies_go_is_not_understood(leaves, monkeypatch):
    monkeypatch.setenv("CARELESS", "1")

    with pytest.raises((DeskGone, TimeoutError)):
        a_chatty_desk(leaves, monkeypatch)


def test_a_reply_that_cannot_be_read_ends_the_desk_and_the_next_batch_has_another(
    leaves, monkeypatch
):
    async def garbled(stream):
        raise ValueError("no reply")

    async def story(desk):
        with monkeypatch.context() as patched:
            patched.setattr(desk_module.pipe, "read_reply", garbled)
            with pytest.raises(DeskGone):
                await desk.settle(leaves)
        return kinds(await desk.settle(leaves))

    assert run(story) == ["given"] * 4


def test_a_word_that_comes_when_nothing_is_at_work_costs_nobody_anything(leaves):
    async def story(desk):
        await desk.settle(leaves[:1])
        desk.hang_up()
        await asyncio.sleep(0.1)
        return kinds(await desk.settle(leaves))

    assert run(story) == ["given"] * 4


def test_a_desk_that_does_not_start_says_so(monkeypatch):
    monkeypatch.setattr(desk_module, "PROGRAM", ("false",))

    with pytest.raises(DeskGone):
        asyncio.run(Desk().open())


def test_a_desk_ends_with_the_process_it_belongs_to():
    with subprocess.Popen([sys.executable, "-c", HALF_A_DOOR], stdout=subprocess.PIPE) as door:
        desk = int(door.stdout.readline())
        door.kill()
    until = time.monotonic() + 20

    while is_running(desk) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(desk)


def is_running(pid):
    """Say whether there is such a process; one that ended and waits to be noticed is none."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return said.rpartition(")")[2].split()[0] != "Z"
