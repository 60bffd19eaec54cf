"""Many presses at once: nobody is called to two counters, the order holds, no code works twice.

Each storm has a twin without the lock or the constraint that guards it: it must fail.
"""

from collections import Counter as Tally
from datetime import timedelta

import pytest
from django.db import IntegrityError

from antrean.actions.hall.call_next import StillCalled, call_next
from antrean.actions.hall.check_in import AlreadyIn, check_in
from antrean.records.models import Call, Visit
from antrean.records.promises import broken_promises
from tests.factories import (
    make_booked,
    make_cell,
    make_office,
    make_officer,
    make_shift,
)
from tests.storm.crowd import at_once, without
from tests.storm.full_hall import fill, unlocked

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 200
PRESSES = 250  # of each of two fingers at each of two counters: a thousand
READERS = 10


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def officer(office):
    return make_officer(office)


@pytest.fixture
def now(office):
    """Ten in the morning of the office's next day."""
    cell = make_cell(office, days_ahead=1)
    return cell.starts_at + timedelta(hours=1)


@pytest.fixture
def shifts(office, now):
    return [make_shift(office, number=number) for number in (1, 2)]


def press(shift, *, now):
    """Press "next" as soon as the screen lets one: whoever was called is already served."""
    try:
        call = call_next(shift, by=shift.account, now=now)
    except StillCalled:
        return None
    if call is not None:
        Call.objects.filter(pk=call.pk, ended_at__isnull=True).update(started_at=now)
    return call


def press_often(shift, *, now):
    return [press(shift, now=now) for _ in range(PRESSES)]


def test_a_thousand_presses_at_two_counters_call_everybody_once_and_in_order(
    office, officer, shifts, now
):
    waiting = fill(office, people=PEOPLE, by=officer, at=now)

    fingers = [lambda each=each: press_often(each, now=now) for each in shifts * 2]
    answers = [call for finger in at_once(*fingers) for call in finger]

    called = list(Call.objects.order_by("pk").values_list("visit", flat=True))
    assert len(answers) == 1000
    assert called == [visit.pk for visit in waiting]
    assert list(broken_promises()) == []


def test_without_the_lock_the_constraint_still_lets_one_counter_call(office, officer, shifts, now):
    fill(office, people=3, by=officer, at=now)

    def press_or_fail(shift):
        try:
            return press(shift, now=now)
        except IntegrityError:
            return "refused"

    with unlocked(counters=2):
        answers = at_once(*(lambda each=each: press_or_fail(each) for each in shifts))

    assert "refused" in answers
    assert Call.objects.count() == 1


def test_twin_without_lock_and_constraint_two_counters_call_the_same_person(
    office, officer, shifts, now
):
    waiting = fill(office, people=3, by=officer, at=now)

    with without("call_one_counter_per_ticket", table="records_call"), unlocked(counters=2):
        calls = at_once(*(lambda each=each: press(each, now=now) for each in shifts))
        broken = [promise for promise, _ in broken_promises()]

    assert [call.visit for call in calls] == [waiting[0]] * 2
    assert "I16" in broken


def receive(place, *, by):
    try:
        return check_in(place.application, office=place.office, by=by, now=place.arrives_at)
    except AlreadyIn:
        return "already in"


def test_one_code_at_ten_readers_at_once_is_received_once(office, officer, now):
    place = make_booked(office)

    answers = at_once(*(lambda: receive(place, by=officer),) * READERS)

    assert Visit.objects.count() == 1
    assert Tally(map(type, answers)) == {Visit: 1, str: READERS - 1}


def test_twin_without_the_constraint_the_same_code_is_received_ten_times(office, officer, now):
    place = make_booked(office)

    with (
        without("visit_number_once_a_day", table="records_visit"),
        without("records_visit_appointment_id_key", table="records_visit"),
    ):
        at_once(*(lambda: receive(place, by=officer),) * READERS)
        received = Visit.objects.filter(appointment=place).count()
        broken = {promise for promise, _ in broken_promises()}

    assert received == READERS
    assert {"I16", "I17"} <= broken
