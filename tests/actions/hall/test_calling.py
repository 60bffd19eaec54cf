"""Calling: whose turn it is by the published order, told to every screen, one number a counter."""

import pytest

from antrean.actions.hall.call_next import StillCalled
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.hall_state import set_state
from antrean.actions.hall.holding import CallOver, HallClosed, HallPaused
from antrean.actions.hall.recall import AlreadyServing
from antrean.records.models import Application, Call, HallEvent, LedgerEntry
from tests.actions.hall.desk import Desk, make_place
from tests.factories import make_arrived, make_shift, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(office):
    """Somebody with an appointment who came on time."""
    return make_arrived(make_place(office))


def test_the_first_in_order_is_called_and_every_screen_is_told(visit, desk):
    call = desk.next()

    visit.refresh_from_db()
    told = HallEvent.objects.get(kind="call")
    assert (call.visit, call.why, call.group) == (visit, "window", "booked")
    assert visit.state == "at_counter"
    assert {"number": str(visit), "counter": 1, "stage": "documents"}.items() <= told.body.items()


def test_a_call_stands_on_the_ledger_with_its_reason(visit, desk):
    desk.next()

    entry = LedgerEntry.objects.get(deed="called")
    assert (entry.subject, entry.actor) == (
        visit.appointment.application.ref,
        f"account:{desk.by.pk}",
    )
    assert (entry.detail["why"], entry.detail["counter"]) == ("window", 1)


def test_booked_people_come_before_those_who_walked_in_earlier(office, desk):
    walked_in = make_walk_in(office, at=desk.at)
    booked = make_arrived(make_place(office), at=desk.wait(minutes=5))

    assert [desk.serve(), desk.serve(), desk.serve()] == [booked] * 3
    assert desk.next().visit == walked_in


def test_when_nobody_waits_nothing_happens(desk):
    assert desk.next() is None
    assert not Call.objects.exists()


def test_a_called_number_is_not_left_for_the_next(visit, desk):
    desk.next()

    with pytest.raises(StillCalled):
        desk.next()


def test_the_next_key_ends_what_is_served(office, desk):
    first, second = (make_walk_in(office, at=desk.at, line="collection") for _ in range(2))
    desk.start(desk.next())

    call = desk.next()

    assert call.visit in (first, second)
    assert Call.objects.get(ended_at__isnull=False).outcome == "served"


def test_the_next_key_lets_the_last_one_go_when_nobody_else_waits(office, desk):
    visit = make_walk_in(office, at=desk.at, line="collection", service="collection")
    desk.start(desk.next())

    assert desk.next() is None
    visit.refresh_from_db()
    assert visit.state == "done"


def test_two_counters_call_two_people(office, desk, second_desk):
    for _ in range(2):
        make_walk_in(office, at=desk.at)

    assert desk.next().visit != second_desk.next().visit


def test_a_counter_calls_only_for_what_is_done_there(office, morning, visit):
    photo = Desk(make_shift(office, at=morning, stages=["photo"]), morning)

    assert photo.next() is None


def test_a_counter_that_does_one_stage_sends_people_on_to_the_next(office, morning, visit):
    papers = Desk(make_shift(office, at=morning, stages=["documents"]), morning)
    photo = Desk(make_shift(office, number=2, at=morning, stages=["photo"]), morning)

    papers.serve()

    assert photo.next().visit == visit


def test_a_family_goes_to_the_same_counter(office, morning):
    papers = Desk(make_shift(office, at=morning, stages=["documents"]), morning)
    mother = make_arrived(make_place(office))
    papers.start(papers.next())
    make_arrived(make_place(office))
    child_place = make_place(office, family=mother.appointment.application.account)
    child = make_arrived(child_place, at=papers.wait(minutes=35))

    call = papers.next()

    assert (call.visit, call.why) == (child, "family")


def test_a_wheelchair_waits_for_the_counter_it_can_reach(office, morning):
    steep = Desk(make_shift(office, at=morning, is_accessible=False), morning)
    level = Desk(make_shift(office, number=2, at=morning), morning)
    visit = make_walk_in(office, at=morning, line="priority", needs=["wheelchair"])

    assert steep.next() is None
    assert level.next().visit == visit


def test_where_no_counter_can_be_reached_any_helps(office, morning):
    steep = Desk(make_shift(office, at=morning, is_accessible=False), morning)
    visit = make_walk_in(office, at=morning, line="priority", needs=["wheelchair"])

    assert steep.next().visit == visit


def test_a_resting_counter_that_can_be_reached_is_not_waited_for(office, morning):
    steep = Desk(make_shift(office, at=morning, is_accessible=False), morning)
    level = Desk(make_shift(office, number=2, at=morning), morning)
    level.pause()
    visit = make_walk_in(office, at=morning, line="priority", needs=["wheelchair"])

    assert steep.next().visit == visit


@pytest.mark.parametrize("state", ["paused", "emergency"])
def test_while_the_hall_rests_nobody_is_called(visit, desk, receptionist, state):
    set_state(visit.office, state=state, by=receptionist, now=desk.at)

    with pytest.raises(HallPaused):
        desk.next()


def test_in_a_closed_hall_nobody_is_called(visit, desk, receptionist):
    close_hall(visit.office, by=receptionist, now=desk.at)

    with pytest.raises(HallClosed):
        desk.next()


def test_calling_again_is_counted_and_told_to_every_screen(visit, desk):
    call = desk.next()

    again = desk.recall(call)

    assert (again.times, again.called_again_at) == (2, desk.at)
    assert list(HallEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        *("call", "recall")
    ]
    assert LedgerEntry.objects.get(deed="called_again").detail["times"] == 2


def test_whoever_stands_at_the_counter_is_not_called_again(visit, desk):
    call = desk.next()
    desk.start(call)

    with pytest.raises(AlreadyServing):
        desk.recall(call)


def test_a_call_of_another_counter_is_not_touched(visit, desk, second_desk):
    call = desk.next()

    with pytest.raises(CallOver):
        second_desk.recall(call)


def test_beginning_to_serve_says_when_and_twice_changes_nothing(visit, desk):
    call = desk.next()
    first = desk.start(call).started_at

    desk.wait(seconds=30)

    assert desk.start(call).started_at == first
    assert LedgerEntry.objects.filter(deed="service_started").count() == 1


def test_a_stage_that_is_done_leads_to_the_next(visit, desk):
    visit = desk.serve()

    assert (visit.state, visit.stage, visit.stage_place) == ("waiting", "photo", 1)
    assert visit.stage_since == desk.at
    assert LedgerEntry.objects.filter(deed="stage_done").count() == 1


def test_after_its_last_stage_a_visit_is_done_and_the_person_may_apply_again(visit, desk):
    done = [desk.serve(), desk.serve(), desk.serve()][-1]

    place, application = done.appointment, Application.objects.get()
    place.refresh_from_db()
    assert (done.state, place.ending, application.state) == ("done", "served", "ended")
    assert not hasattr(application, "liveapplication")
    assert LedgerEntry.objects.get(deed="served").subject == application.ref


def test_a_call_that_is_over_is_not_finished_again(visit, desk):
    call = desk.next()
    desk.finish(call)

    with pytest.raises(CallOver):
        desk.finish(call)


def test_a_call_asks_the_database_thirteen_times(office, desk, django_assert_num_queries):
    for _ in range(20):
        make_walk_in(office, at=desk.at)

    with django_assert_num_queries(13 + 2):  # a test's own savepoint, made and let go
        desk.next()
