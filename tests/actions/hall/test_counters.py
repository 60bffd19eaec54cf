"""Working at a counter: one person, one counter; it opens, rests, goes on and closes."""

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.holding import CounterClosed, CounterPaused, HallClosed
from antrean.actions.hall.open_counter import (
    CounterTaken,
    StillServing,
    WorksElsewhere,
    open_counter,
    pause,
)
from antrean.records.models import LedgerEntry, Pause, Shift
from tests.factories import make_counter, make_officer, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(office):
    return make_counter(office)


def test_a_shift_says_who_where_when_and_for_what(counter, officer, morning):
    shift = open_counter(counter, stages=["photo"], by=officer, now=morning)

    assert (shift.counter, shift.account, shift.opened_at) == (counter, officer, morning)
    assert shift.stages == ["photo"]


def test_opening_stands_on_the_ledger(counter, officer, morning):
    open_counter(counter, stages=["photo"], by=officer, now=morning)

    entry = LedgerEntry.objects.get(deed="counter_opened")
    assert (entry.subject, entry.actor) == ("counter:1", f"account:{officer.pk}")
    assert entry.detail == {"stages": ["photo"]}


def test_opening_again_gives_the_same_shift(counter, officer, morning):
    first = open_counter(counter, by=officer, now=morning)

    assert open_counter(counter, by=officer, now=morning) == first


def test_nobody_sits_down_where_somebody_works(office, desk):
    with pytest.raises(CounterTaken):
        open_counter(desk.shift.counter, by=make_officer(office), now=desk.at)

    assert Shift.objects.count() == 1


def test_nobody_works_at_two_counters(office, desk):
    with pytest.raises(WorksElsewhere) as refused:
        open_counter(make_counter(office, number=2), by=desk.by, now=desk.at)

    assert refused.value.number == 1


def test_in_a_closed_hall_no_counter_opens(counter, officer, morning):
    close_hall(counter.office, by=officer, now=morning)

    with pytest.raises(HallClosed):
        open_counter(counter, by=officer, now=morning)


def test_a_closed_counter_calls_nobody(office, desk):
    make_walk_in(office, at=desk.at)
    desk.close()

    with pytest.raises(CounterClosed):
        desk.next()


def test_somebody_else_presses_no_key_here(office, desk, officer):
    desk.shift.account = officer

    with pytest.raises(CounterClosed):
        desk.next()


def test_closing_stands_on_the_ledger_and_ends_a_rest(desk):
    desk.pause()

    closed = desk.close()

    assert closed.closed_at == desk.at
    assert Pause.objects.get().until_at == desk.at
    assert LedgerEntry.objects.filter(deed="counter_closed").count() == 1


def test_a_counter_with_somebody_called_to_it_does_not_close(office, desk):
    make_walk_in(office, at=desk.at)
    desk.next()

    with pytest.raises(StillServing):
        desk.close()


def test_a_resting_counter_calls_nobody(office, desk):
    make_walk_in(office, at=desk.at)
    desk.pause()

    with pytest.raises(CounterPaused):
        desk.next()


def test_a_resting_counter_repeats_no_call(office, desk):
    make_walk_in(office, at=desk.at)
    call = desk.next()
    desk.pause()

    with pytest.raises(CounterPaused):
        desk.recall(call)


def test_whoever_stands_at_a_resting_counter_is_still_served(office, desk):
    visit = make_walk_in(office, at=desk.at, line="collection", service="collection")
    call = desk.next()
    desk.start(call)
    desk.pause()

    desk.finish(call)

    visit.refresh_from_db()
    assert visit.state == "done"


def test_after_its_rest_a_counter_calls_again(office, desk):
    visit = make_walk_in(office, at=desk.at)
    desk.pause()
    desk.resume()

    assert desk.next().visit == visit


def test_resting_twice_is_one_rest_with_its_first_reason(desk):
    first = desk.pause("prayer")

    assert desk.pause("rest") == first
    assert LedgerEntry.objects.get(deed="counter_paused").detail == {"reason": "prayer"}


def test_going_on_twice_is_told_once(desk):
    desk.pause()
    desk.resume()
    desk.resume()

    assert LedgerEntry.objects.filter(deed="counter_resumed").count() == 1


def test_nobody_else_lets_a_counter_rest(desk, officer):
    with pytest.raises(CounterClosed):
        pause(desk.shift, reason="rest", by=officer, now=desk.at)
