"""Sending on and setting aside: to a stage where somebody works, or away with the place kept."""

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.holding import CallOver, HallClosed
from antrean.actions.hall.park import NotParked, unpark
from antrean.actions.hall.transfer import NobodyWorksThere, NoSuchStage
from antrean.records.models import CounterDeed, LedgerEntry
from tests.actions.hall.desk import Desk, make_place
from tests.factories import make_arrived, make_shift, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(office, morning):
    """Counter 1, where papers are looked at and nothing else is done."""
    return Desk(make_shift(office, at=morning, stages=["documents"]), morning)


@pytest.fixture
def visit(office):
    return make_arrived(make_place(office))


def test_sent_on_one_waits_for_that_stage_from_now(office, visit, papers, morning):
    make_shift(office, number=2, at=morning, stages=["payment"])
    call = papers.next()

    ended = papers.transfer(call, "payment")

    visit.refresh_from_db()
    assert ended.outcome == "transferred"
    assert (visit.state, visit.stage, visit.stage_place) == ("waiting", "payment", 2)
    assert visit.stage_since == papers.at
    assert LedgerEntry.objects.get(deed="transferred").detail["to"] == "payment"


def test_nobody_is_sent_where_nobody_works_and_nothing_changes(visit, papers):
    call = papers.next()
    before = CounterDeed.objects.count()

    with pytest.raises(NobodyWorksThere):
        papers.transfer(call, "payment")

    visit.refresh_from_db()
    call.refresh_from_db()
    assert (visit.state, visit.stage, call.ended_at) == ("at_counter", "documents", None)
    assert CounterDeed.objects.count() == before


def test_a_counter_for_everything_takes_any_stage(visit, desk):
    call = desk.next()

    desk.transfer(call, "payment")

    visit.refresh_from_db()
    assert visit.stage == "payment"


def test_nobody_is_sent_to_a_stage_their_service_does_not_have(visit, desk):
    call = desk.next()

    with pytest.raises(NoSuchStage):
        desk.transfer(call, "collection")

    visit.refresh_from_db()
    assert visit.state == "at_counter"


def test_a_call_of_another_counter_is_not_sent_on(visit, desk, second_desk):
    call = desk.next()

    with pytest.raises(CallOver):
        second_desk.transfer(call, "photo")


def test_set_aside_one_is_not_called(visit, desk):
    desk.park(desk.next(), "payment")

    visit.refresh_from_db()
    assert (visit.state, visit.parked_for) == ("parked", "payment")
    assert desk.next() is None
    assert LedgerEntry.objects.get(deed="parked").detail["reason"] == "payment"


def test_back_again_one_has_the_place_one_had(office, desk, officer):
    first = make_walk_in(office, at=desk.at)
    make_walk_in(office, at=desk.wait(minutes=1))
    desk.park(desk.next())

    back = unpark(first, by=officer, now=desk.wait(minutes=30))

    assert (back.state, back.parked_for, back.since) == ("waiting", "", first.since)
    assert desk.next().visit == first


def test_whoever_waits_is_not_set_aside(visit, officer, desk):
    with pytest.raises(NotParked):
        unpark(visit, by=officer, now=desk.at)


def test_after_the_hall_closed_nobody_comes_back(visit, desk, officer):
    desk.park(desk.next())
    close_hall(visit.office, by=officer, now=desk.at)

    with pytest.raises(HallClosed):
        unpark(visit, by=officer, now=desk.at)


def test_coming_back_stands_on_the_ledger(visit, desk, officer):
    desk.park(desk.next())
    unpark(visit, by=officer, now=desk.at)

    assert LedgerEntry.objects.get(deed="unparked").actor == f"account:{officer.pk}"
