"""Not coming when called: patience first, twice as much for the slow, then absent for now."""

import pytest

from antrean.actions.hall.hall_state import set_state
from antrean.actions.hall.holding import CallOver, HallPaused
from antrean.actions.hall.mark_absent import TooSoon
from antrean.actions.hall.recall import AlreadyServing
from antrean.records.models import Appointment, LedgerEntry
from tests.actions.hall.desk import make_place
from tests.factories import make_arrived, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office, desk):
    make_arrived(make_place(office))
    return desk.next()


def test_after_two_calls_and_a_minute_a_number_is_absent(call, desk):
    desk.wait(seconds=60)
    desk.recall(call)

    ended = desk.absent(call)

    assert (ended.outcome, ended.visit.state, ended.visit.missed_at) == (
        *("absent", "absent"),
        desk.at,
    )
    assert ended.visit.ended_at is None


def test_after_one_call_it_is_too_soon(call, desk):
    desk.wait(minutes=5)

    with pytest.raises(TooSoon) as refused:
        desk.absent(call)

    assert (refused.value.patience.calls, refused.value.patience.seconds) == (2, 60)


def test_whoever_stands_at_the_counter_is_not_absent(call, desk):
    desk.recall(call)
    desk.wait(minutes=5)
    desk.start(call)

    with pytest.raises(AlreadyServing):
        desk.absent(call)


def test_within_a_minute_it_is_too_soon_however_often_it_was_called(call, desk):
    desk.recall(call)
    desk.wait(seconds=59)

    with pytest.raises(TooSoon):
        desk.absent(call)


@pytest.mark.parametrize("need", ["elderly", "wheelchair", "deaf", "blind", "pregnant"])
def test_whoever_is_slower_is_called_three_times_in_two_minutes(office, desk, need):
    make_walk_in(office, at=desk.at, line="priority", needs=[need])
    call = desk.next()
    desk.wait(seconds=60)
    desk.recall(call)

    with pytest.raises(TooSoon):
        desk.absent(call)
    desk.wait(seconds=60)
    desk.recall(call)
    assert desk.absent(call).outcome == "absent"


def test_the_place_is_not_lost_yet(call, desk):
    desk.wait(seconds=60)
    desk.recall(call)
    desk.absent(call)

    assert Appointment.objects.get().ended_at is None


@pytest.mark.parametrize("state", ["paused", "emergency"])
def test_nobody_is_absent_while_the_hall_rests_or_has_to_leave(call, desk, receptionist, state):
    desk.wait(seconds=60)
    desk.recall(call)
    set_state(call.counter.office, state=state, by=receptionist, now=desk.at)

    with pytest.raises(HallPaused):
        desk.absent(call)


def test_a_call_that_is_over_is_not_missed(call, desk):
    desk.finish(call)

    with pytest.raises(CallOver):
        desk.absent(call)


def test_the_ledger_says_how_often_it_was_called(call, desk):
    desk.wait(seconds=60)
    desk.recall(call)
    desk.absent(call)

    assert LedgerEntry.objects.get(deed="missed_call").detail["times"] == 2
