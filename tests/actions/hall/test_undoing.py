"""Undoing: the last key of a counter is taken back within ten seconds, as if it never was."""

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.hall.give_priority import give_priority
from antrean.actions.hall.holding import CounterClosed
from antrean.actions.hall.order_exceptions import ask_exception, decide_exception
from antrean.actions.hall.park import unpark
from antrean.actions.hall.rejoin import rejoin
from antrean.actions.hall.undo import ChangedMeanwhile, NothingToUndo
from antrean.actions.take_in import take_in
from antrean.records.hall import line
from antrean.records.models import Appointment, Call, HallEvent, LedgerEntry, LiveApplication
from tests.actions.hall.desk import make_place
from tests.factories import make_application, make_arrived, make_cell, make_walk_in, submission

pytestmark = pytest.mark.django_db

STAYS = ("state", "stage", "stage_place", "stage_since", "standing", "since", "parked_for")


@pytest.fixture
def visit(office):
    """Somebody with an appointment who came on time."""
    return make_arrived(make_place(office))


def facts(visit):
    visit.refresh_from_db()
    more = (visit.missed_at, visit.times_missed, visit.ended_at)
    return [getattr(visit, name) for name in STAYS], more


def open_calls():
    return list(Call.objects.filter(ended_at__isnull=True))


def test_a_call_is_withdrawn_and_the_number_is_where_it_was(visit, desk):
    before = facts(visit)
    call = desk.next()

    desk.undo()

    call.refresh_from_db()
    assert (facts(visit), call.outcome) == (before, "withdrawn")
    assert list(HallEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        *("call", "withdrawn")
    ]
    assert desk.next().visit == visit


def test_a_call_that_was_taken_back_counts_for_nothing_in_the_order(visit, desk):
    desk.next()
    desk.undo()

    assert line.recent_groups(visit.office, day=visit.day) == []


def test_beginning_to_serve_is_taken_back(visit, desk):
    call = desk.next()
    desk.start(call)

    desk.undo()

    call.refresh_from_db()
    assert (call.started_at, call.ended_at) == (None, None)


def test_a_finished_stage_is_taken_back(visit, desk):
    call = desk.next()
    before = facts(visit)
    desk.finish(call)

    desk.undo()

    assert facts(visit) == before
    assert open_calls() == [call]


def test_finishing_the_last_stage_is_taken_back_with_place_and_application(visit, desk):
    desk.serve(), desk.serve(), desk.serve()

    desk.wait(seconds=9)
    desk.undo()

    place = Appointment.objects.select_related("application").get()
    assert facts(visit)[0][:2] == ["at_counter", "payment"]
    assert (place.ending, place.application.state) == ("", "live")
    assert LiveApplication.objects.get().application == place.application


def test_the_next_key_is_taken_back_as_one_when_it_called_the_same_person_on(visit, desk):
    call = desk.next()
    desk.start(call)
    before = facts(visit)
    desk.next()

    desk.undo()

    assert facts(visit) == before
    assert open_calls() == [call]


def test_the_next_key_is_taken_back_as_one_when_it_let_one_go_and_called_another(office, desk):
    first, second = (
        make_walk_in(office, at=desk.at, line="collection", service="collection") for _ in range(2)
    )
    call = desk.next()
    desk.start(call)
    desk.next()

    desk.undo()

    assert facts(first)[0][0] == "at_counter"
    assert facts(second)[0][0] == "waiting"
    assert open_calls() == [call]


def test_the_next_key_is_taken_back_when_nobody_else_waited(office, desk):
    visit = make_walk_in(office, at=desk.at, line="collection", service="collection")
    desk.start(desk.next())
    desk.next()

    desk.undo()

    assert facts(visit)[0][0] == "at_counter"


def test_an_absence_is_taken_back(visit, desk):
    before = facts(visit)
    desk.miss()

    desk.undo()

    after = facts(visit)
    assert after[0][0] == "at_counter"
    assert (after[0][1:], after[1]) == (before[0][1:], before[1])


def test_sending_on_is_taken_back(visit, desk):
    call = desk.next()
    before = facts(visit)
    desk.transfer(call, "payment")

    desk.undo()

    assert facts(visit) == before
    assert open_calls() == [call]


def test_setting_aside_is_taken_back(visit, desk):
    call = desk.next()
    before = facts(visit)
    desk.park(call)

    desk.undo()

    assert facts(visit) == before
    assert open_calls() == [call]


def test_an_exception_is_there_again_when_its_call_is_taken_back(office, desk, officer):
    make_walk_in(office, at=desk.at)
    later = make_walk_in(office, at=desk.wait(minutes=1))
    asked = ask_exception(later, reason="Pesawat pukul tiga", by=desk.by, now=desk.at)
    decide_exception(asked, agree=True, by=officer, now=desk.at)
    desk.next()

    desk.undo()

    asked.refresh_from_db()
    assert asked.used_at is None
    assert desk.next().visit == later


def test_what_was_taken_back_stands_on_the_ledger(visit, desk):
    desk.park(desk.next())

    desk.undo()

    entry = LedgerEntry.objects.get(deed="undone")
    assert entry.subject == visit.appointment.application.ref
    assert entry.detail["deed"] == "park"


def test_after_twelve_seconds_it_is_too_late(visit, desk):
    desk.next()
    desk.wait(seconds=13)

    with pytest.raises(NothingToUndo):
        desk.undo()

    assert len(open_calls()) == 1


def test_before_the_first_key_there_is_nothing_to_undo(desk):
    with pytest.raises(NothingToUndo):
        desk.undo()


def test_nothing_is_undone_twice_and_only_the_last_key(visit, desk):
    call = desk.next()
    desk.start(call)
    desk.undo()

    with pytest.raises(NothingToUndo):
        desk.undo()

    assert open_calls() == [call]


def test_nobody_undoes_the_key_of_another_counter(visit, desk, second_desk):
    desk.next()

    with pytest.raises(NothingToUndo):
        second_desk.undo()


def test_a_closed_counter_undoes_nothing(visit, desk):
    desk.park(desk.next())
    desk.close()

    with pytest.raises(CounterClosed):
        desk.undo()


def test_once_another_counter_called_the_number_it_is_too_late(visit, desk, second_desk):
    desk.serve()
    call = second_desk.next()

    with pytest.raises(ChangedMeanwhile):
        desk.undo()

    assert open_calls() == [call]


def test_once_the_person_is_back_an_absence_stays(visit, desk, officer):
    desk.miss()
    rejoin(visit, by=officer, now=desk.at)

    with pytest.raises(ChangedMeanwhile):
        desk.undo()


def test_once_the_person_waits_again_setting_aside_stays(visit, desk, officer):
    desk.park(desk.next())
    unpark(visit, by=officer, now=desk.at)

    with pytest.raises(ChangedMeanwhile):
        desk.undo()


def test_once_somebody_was_given_priority_the_stage_stays_finished(visit, desk, officer):
    desk.serve()
    give_priority(visit, reason="sick", by=officer, now=desk.at)

    with pytest.raises(ChangedMeanwhile):
        desk.undo()


def test_once_the_person_applied_again_the_last_stage_stays_finished(office, visit, desk):
    desk.serve(), desk.serve(), desk.serve()
    make_cell(office, days_ahead=9)
    applicant = visit.appointment.application.applicant
    again = make_application(office, account=applicant.account, applicant=applicant)
    take_in([submission(again)])

    with pytest.raises(ChangedMeanwhile):
        desk.undo()

    assert facts(visit)[0][0] == "done"
    assert LiveApplication.objects.get().application == again


def test_a_place_that_was_given_back_before_stays_given_back(office, desk):
    place = make_place(office)
    early = place.window_starts_at.replace(hour=1)
    make_arrived(place, at=early)
    desk.at = early
    cancel(place.application, by=place.application.account, now=early)
    desk.serve(), desk.serve(), desk.serve()

    desk.undo()

    place.refresh_from_db()
    assert place.ending == "cancelled"
    assert place.visit.state == "at_counter"


def test_a_key_after_one_that_was_taken_back_can_be_taken_back_too(visit, desk):
    call = desk.next()
    desk.start(call)
    desk.undo()
    desk.park(call)

    desk.undo()

    assert open_calls() == [call]
