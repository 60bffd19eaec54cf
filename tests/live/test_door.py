"""The door: what waits together is settled together, in order, and everybody is answered."""

import asyncio
import uuid

import pytest

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass
from antrean.live import door as door_module
from antrean.live import pace
from antrean.live.door import ANSWER_SECONDS, STALLED_SECONDS, Door

NOON = 1_800_000_000_000


def leave(number):
    return Pass(number, 1, uuid.UUID(int=number), 2**31, "id")


class Desk:
    """A `settle` that works when it may, and keeps what it was handed, and when."""

    def __init__(self, *, is_open=True):
        self.batches = []
        self.callers = []
        self.heard_before = []  # at each batch: how many had their answer by then
        self.may_work = asyncio.Event()
        if is_open:
            self.may_work.set()

    def settle(self, leaves):
        self.batches.append([each.application_id for each in leaves])
        self.heard_before.append(sum(caller.done() for caller in self.callers))
        return self._work(leaves)

    async def _work(self, leaves):
        await asyncio.wait_for(self.may_work.wait(), 20)
        return [Outcome("given", str(each.application_id)) for each in leaves]


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self):
        self.at = 1_000.0

    def __call__(self):
        return self.at


@pytest.fixture
def hands(monkeypatch):
    hands = Hands()
    monkeypatch.setattr(door_module, "monotonic", hands)
    return hands


@pytest.fixture
def room_for_two(monkeypatch):
    monkeypatch.setattr(pace, "ROOM_MIN", 2)
    monkeypatch.setattr(pace, "ROOM_MAX", 2)


async def presses(door, number, *, since=None):
    """Let somebody press who was first seen then, by default in the order of their numbers."""
    pressed = asyncio.create_task(
        door.submit(leave(number), since=NOON + number if since is None else since)
    )
    await asyncio.sleep(0.01)
    return pressed


def told(tasks):
    """Return what each heard by now, None for who still waits."""
    return [task.result().kind if task.done() else None for task in tasks]


def story(acts, desk, *, kind=Door, **more):
    """Run a story at a door of its own."""

    async def to_the_end():
        door = kind(desk.settle, **more)
        try:
            return await acts(door)
        finally:
            desk.may_work.set()
            await door.close()

    return asyncio.run(to_the_end())


def test_submissions_that_wait_while_a_batch_commits_form_the_next_batch():
    desk = Desk(is_open=False)

    async def acts(door):
        waiting = [await presses(door, number) for number in (1, 2, 3, 4)]
        desk.may_work.set()
        return await asyncio.gather(*waiting)

    outcomes = story(acts, desk)

    assert desk.batches == [[1], [2, 3, 4]]
    assert [each.ref for each in outcomes] == ["1", "2", "3", "4"]


def test_who_goes_away_does_not_disturb_the_others():
    async def acts(door):
        gone = asyncio.create_task(door.submit(leave(1), since=NOON))
        stays = asyncio.create_task(door.submit(leave(2), since=NOON))
        await asyncio.sleep(0)
        gone.cancel()
        return await stays

    assert story(acts, Desk()).ref == "2"


def test_pressing_twice_is_one_place_in_line_and_both_are_answered():
    desk = Desk(is_open=False)

    async def acts(door):
        await presses(door, 1)
        gone = await presses(door, 2)
        again = [await presses(door, 2) for _ in range(3)]
        gone.cancel()
        desk.may_work.set()
        return await asyncio.gather(*again)

    outcomes = story(acts, desk)

    assert [each.ref for each in outcomes] == ["2", "2", "2"]
    assert desk.batches == [[1], [2]]


def test_who_comes_when_the_line_is_full_is_told_so_at_once(room_for_two):
    desk = Desk(is_open=False)

    async def acts(door):
        return told([await presses(door, number) for number in (1, 2, 3, 4)])

    assert story(acts, desk) == [None, None, None, "busy"]


def a_return(desk, *, kind):
    """The line is full of newcomers when somebody returns who was here before all of them."""

    async def acts(door):
        waiting = [await presses(door, number) for number in (1, 2, 3)]
        waiting.append(await presses(door, 4, since=NOON))
        desk.may_work.set()
        await asyncio.wait(waiting, timeout=10)
        return told(waiting)

    return story(acts, desk, kind=kind)


def test_who_was_here_before_goes_ahead_of_everybody_who_came_later(room_for_two):
    desk = Desk(is_open=False)

    assert a_return(desk, kind=Door) == ["given", "given", "busy", "given"]
    assert desk.batches == [[1], [4, 2]]


def test_a_twin_without_the_order_turns_away_who_was_here_before(room_for_two):
    class Unordered(Door):
        def _stand(self, one):
            self._line.append(one)

    assert a_return(Desk(is_open=False), kind=Unordered) == ["given", "given", "given", "busy"]


def test_no_line_however_mixed_turns_away_somebody_earlier_than_who_stays(monkeypatch):
    monkeypatch.setattr(pace, "ROOM_MIN", 20)
    monkeypatch.setattr(pace, "ROOM_MAX", 20)
    desk = Desk(is_open=False)
    firsts = [NOON + (number * 37) % 101 for number in range(100)]

    async def acts(door):
        await presses(door, 1000)
        waiting = [
            asyncio.create_task(door.submit(leave(number), since=since))
            for number, since in enumerate(firsts)
        ]
        await asyncio.sleep(0.01)
        return told(waiting)

    kinds = story(acts, desk)
    stays = [since for since, kind in zip(firsts, kinds, strict=True) if kind is None]
    assert sorted(stays) == sorted(firsts)[:20]
    assert desk.batches[1:] == [sorted(range(100), key=firsts.__getitem__)[:20]]


def test_a_line_that_became_too_long_is_shortened_from_its_end(monkeypatch, hands):
    monkeypatch.setattr(pace, "ROOM_MIN", 1)
    monkeypatch.setattr(pace, "KEPT", 0.0)
    monkeypatch.setattr(door_module, "BATCH_MAX", 1)
    desk = Desk(is_open=False)

    async def acts(door):
        waiting = [await presses(door, number) for number in (1, 2, 3, 4)]
        hands.at += 2.5  # one takes so long: there is room for one more, and not for three
        desk.may_work.set()
        await asyncio.wait(waiting, timeout=10)
        return told(waiting)

    assert story(acts, desk) == ["given", "given", "busy", "busy"]


def test_a_database_that_stands_still_lets_nobody_queue(hands):
    desk = Desk(is_open=False)

    async def acts(door):
        waiting = [await presses(door, number) for number in (1, 2, 3)]
        hands.at += STALLED_SECONDS + 0.1
        door.look()
        await asyncio.sleep(0)
        return told([*waiting, await presses(door, 4), await presses(door, 5, since=NOON)])

    assert story(acts, desk) == [None, "busy", "busy", "busy", "busy"]


def a_hanging_batch(hands, *, looks):
    """Somebody's batch hangs for longer than anybody shall wait; then the database is back."""
    desk, cut = Desk(is_open=False), []

    def hang_up():
        cut.append(hands.at)
        desk.may_work.set()

    async def acts(door):
        hangs = await presses(door, 1)
        hands.at += ANSWER_SECONDS + 0.1
        if looks:
            door.look()
        await asyncio.sleep(0)
        heard = told([hangs])
        await asyncio.sleep(0.1)
        return heard, told([await presses(door, 2)])

    return story(acts, desk, hang_up=hang_up), cut


def test_a_batch_that_hangs_is_answered_given_up_and_the_door_opens_again(hands):
    (heard, later), cut = a_hanging_batch(hands, looks=True)

    assert heard == ["busy"]
    assert len(cut) == 1
    assert later == ["given"]


def test_a_twin_that_nobody_looks_after_leaves_them_hanging(hands):
    (heard, later), cut = a_hanging_batch(hands, looks=False)

    assert heard == [None]
    assert cut == []
    assert later == ["busy"]


def test_each_line_that_is_given_up_in_vain_is_given_more_time(hands):
    desk, cut = Desk(is_open=False), []

    async def acts(door):
        await presses(door, 1)
        for _ in range(100):
            hands.at += 1
            door.look()
        return cut

    assert story(acts, desk, hang_up=lambda: cut.append(hands.at - 1_000)) == [10, 19, 37, 73]


def test_the_next_batch_is_at_work_before_the_one_before_is_answered():
    desk = Desk(is_open=False)

    class Noting(Door):
        def _admit(self, one):
            desk.callers += one.callers
            super()._admit(one)

    async def acts(door):
        waiting = [await presses(door, number) for number in (1, 2)]
        desk.may_work.set()
        return await asyncio.gather(*waiting)

    story(acts, desk, kind=Noting)

    assert desk.batches == [[1], [2]]
    assert desk.heard_before == [0, 0]


def a_second_batch_that_cannot_even_begin(kind):
    desk = Desk(is_open=False)

    async def acts(door):
        waiting = [await presses(door, number) for number in (1, 2)]
        door._settle = None
        desk.may_work.set()
        await asyncio.wait(waiting, timeout=1)
        heard = told(waiting)
        door._settle = desk.settle
        return heard, told([await presses(door, 3)])

    return story(acts, desk, kind=kind)


def test_a_batch_that_cannot_begin_takes_no_answer_from_the_one_before():
    assert a_second_batch_that_cannot_even_begin(Door) == (["given", "busy"], ["given"])


def test_a_desk_that_returns_too_few_is_answered_for_and_the_door_stays_open():
    desk = Desk()

    async def too_few(leaves):
        return []

    async def acts(door):
        door._settle = too_few
        first = await presses(door, 1)
        door._settle = desk.settle
        return told([first, await presses(door, 2)])

    assert story(acts, desk) == ["busy", "given"]


def test_a_batch_that_is_called_off_leaves_the_door_open():
    desk = Desk()

    async def called_off(leaves):
        raise asyncio.CancelledError

    async def acts(door):
        door._settle = called_off
        await presses(door, 1)
        door._settle = desk.settle
        return told([await presses(door, 2)])

    assert story(acts, desk) == ["given"]


def test_a_settle_that_breaks_answers_everybody_and_the_next_batch_goes_on():
    desk = Desk()

    async def acts(door):
        broken, door._settle = door._settle, None
        first = await presses(door, 1)
        door._settle = broken
        return told([first, await presses(door, 2)])

    assert story(acts, desk) == ["busy", "given"]


def test_closing_settles_what_still_waits():
    async def arrive():
        door = Door(Desk().settle)
        waiting = asyncio.create_task(door.submit(leave(1), since=NOON))
        await asyncio.sleep(0)
        await door.close()
        return await waiting

    assert asyncio.run(arrive()).kind == "given"
