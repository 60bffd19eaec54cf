"""The door: what waits together is settled together, and everybody is answered."""

import asyncio
import threading
import uuid

import pytest

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass
from antrean.live import door as door_module
from antrean.live.door import Door, DoorFull


def leave(number):
    return Pass(number, 1, uuid.UUID(int=number), 2**31, "id")


def test_submissions_that_wait_while_a_batch_commits_form_the_next_batch():
    batches, first_may_end = [], threading.Event()

    def settle(leaves):
        batches.append([each.application_id for each in leaves])
        first_may_end.wait(10)
        return [Outcome("given", str(each.application_id)) for each in leaves]

    async def arrive():
        door = Door(settle)
        waiting = [asyncio.create_task(door.submit(leave(1)))]
        await asyncio.sleep(0.05)
        waiting += [asyncio.create_task(door.submit(leave(number))) for number in (2, 3, 4)]
        await asyncio.sleep(0.05)
        first_may_end.set()
        outcomes = await asyncio.gather(*waiting)
        await door.close()
        return outcomes

    outcomes = asyncio.run(arrive())

    assert batches == [[1], [2, 3, 4]]
    assert [each.ref for each in outcomes] == ["1", "2", "3", "4"]


def test_who_goes_away_does_not_disturb_the_others():
    async def arrive():
        door = Door(lambda leaves: [Outcome("given", str(each.application_id)) for each in leaves])
        gone = asyncio.create_task(door.submit(leave(1)))
        stays = asyncio.create_task(door.submit(leave(2)))
        await asyncio.sleep(0)
        gone.cancel()
        outcome = await stays
        await door.close()
        return outcome

    assert asyncio.run(arrive()).ref == "2"


def test_a_full_door_says_so_at_once(monkeypatch):
    monkeypatch.setattr(door_module, "WAITING_MAX", 1)
    may_end = threading.Event()

    def settle(leaves):
        may_end.wait(10)
        return [Outcome("given") for _ in leaves]

    async def arrive():
        door = Door(settle)
        first = asyncio.create_task(door.submit(leave(1)))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(door.submit(leave(2)))
        await asyncio.sleep(0)
        with pytest.raises(DoorFull):
            await door.submit(leave(3))
        may_end.set()
        await asyncio.gather(first, second)
        await door.close()

    asyncio.run(arrive())


def test_closing_settles_what_still_waits():
    async def arrive():
        door = Door(lambda leaves: [Outcome("given") for _ in leaves])
        waiting = asyncio.create_task(door.submit(leave(1)))
        await asyncio.sleep(0)
        await door.close()
        return await waiting

    assert asyncio.run(arrive()).kind == "given"
