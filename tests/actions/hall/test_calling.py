"""Calling at a counter: one key for each deed, in the published order, and taken back in time."""

from datetime import timedelta

import pytest

from antrean.actions.hall.call_next import StillCalled, call_next
from antrean.actions.hall.serve import finish, start
from antrean.actions.hall.undo import undo
from antrean.records.models import Application, Call, HallEvent
from tests.factories import make_arrived, make_booked

pytestmark = pytest.mark.django_db


def served(shift, now):
    call = call_next(shift, by=shift.account, now=now)
    start(shift, call, by=shift.account, now=now)
    return finish(shift, call, by=shift.account, now=now)


def test_the_first_in_order_is_called_and_every_screen_is_told(office, shift):
    visit = make_arrived(make_booked(office))

    call = call_next(shift, by=shift.account, now=visit.since)

    assert (call.visit, call.why, call.group) == (visit, "window", "booked")
    assert HallEvent.objects.get(kind="call").body["number"] == str(visit)


def test_after_its_last_stage_a_visit_is_done_and_the_person_may_apply_again(office, shift):
    visit = make_arrived(make_booked(office))
    for _stage in range(3):
        served(shift, visit.since)

    visit.refresh_from_db()
    application = Application.objects.get()

    assert (visit.state, application.state) == ("done", "ended")
    assert call_next(shift, by=shift.account, now=visit.since) is None


def test_a_called_number_is_not_left_for_the_next(office, shift):
    visit = make_arrived(make_booked(office))
    call_next(shift, by=shift.account, now=visit.since)

    with pytest.raises(StillCalled):
        call_next(shift, by=shift.account, now=visit.since)


def test_finishing_the_last_stage_can_be_taken_back_for_ten_seconds(office, shift):
    visit = make_arrived(make_booked(office))
    for _stage in range(3):
        served(shift, visit.since)

    undo(shift, by=shift.account, now=visit.since + timedelta(seconds=9))

    visit.refresh_from_db()
    assert (visit.state, visit.stage) == ("at_counter", "payment")
    assert Application.objects.get().state == "live"
    assert Call.objects.get(ended_at__isnull=True).visit == visit


def test_a_call_that_is_taken_back_leaves_the_number_where_it_was(office, shift):
    visit = make_arrived(make_booked(office))
    call_next(shift, by=shift.account, now=visit.since)

    undo(shift, by=shift.account, now=visit.since)

    visit.refresh_from_db()
    assert visit.state == "waiting"
    assert list(HallEvent.objects.values_list("kind", flat=True)) == ["call", "withdrawn"]
