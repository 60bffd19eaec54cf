"""Many presses at once: nobody is called to two counters, no ticket is used twice.

Each storm has a twin that looks first and writes after, with the constraint gone: it must fail.
"""

from collections import Counter as Tally
from threading import Barrier

import pytest

from antrean.actions.call_next import CounterBusy, call_next, end_call
from antrean.actions.check_in import AlreadyIn, check_in
from antrean.records import queue
from antrean.records.models import Call, CheckIn, Counter
from tests.factories import (
    make_arrived,
    make_booked,
    make_cell,
    make_counter,
    make_office,
    make_officer,
)
from tests.storm.crowd import at_once, without

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 10
COUNTERS = 2
PRESSES = 4  # at each counter, at the same instant


@pytest.fixture
def office():
    place = make_office()
    make_cell(place, seats=PEOPLE)
    return place


@pytest.fixture
def officer(office):
    return make_officer(office)


@pytest.fixture
def counters(office):
    return [make_counter(office, number=number) for number in range(1, COUNTERS + 1)]


@pytest.fixture
def hall(office, officer):
    """Ten people who are here and wait."""
    places = [make_booked(office) for _ in range(PEOPLE)]
    for place in places:
        make_arrived(place, by=officer)
    return places


def press_next(counter, *, by, now):
    try:
        return call_next(counter=counter, by=by, now=now)
    except CounterBusy:
        return "busy"


def rounds_until_empty(counters, *, by, now):
    """Let every counter be pressed at once, end the calls, and again, until nobody waits."""
    for _ in range(PEOPLE):
        presses = [
            lambda counter=counter: press_next(counter, by=by, now=now)
            for counter in counters
            for _ in range(PRESSES)
        ]
        calls = [answer for answer in at_once(*presses) if isinstance(answer, Call)]
        yield calls
        if not calls:
            return
        for call in calls:
            end_call(call, outcome="served", by=by, now=now)


def test_two_counters_pressed_eight_times_at_once_call_everybody_once(counters, officer, hall):
    now = hall[0].window_starts_at

    rounds = list(rounds_until_empty(counters, by=officer, now=now))

    called = Tally(Call.objects.values_list("appointment", flat=True))
    assert called == Tally(place.pk for place in hall)
    assert max(len(calls) for calls in rounds) == COUNTERS


def test_no_press_is_answered_with_a_fault_when_ten_counters_call_at_once(office, officer, hall):
    now = hall[0].window_starts_at
    many = [make_counter(office, number=number) for number in range(1, PEOPLE + 1)]

    calls = at_once(*(lambda each=each: press_next(each, by=officer, now=now) for each in many))

    assert {call.appointment for call in calls} == set(hall)


def test_a_twin_that_looks_first_calls_the_same_person_to_every_counter(counters, officer, hall):
    now = hall[0].window_starts_at
    looked = Barrier(COUNTERS)

    def look_then_call(counter: Counter) -> Call:
        first = queue.waiting(counter.office, now=now).first()
        looked.wait(timeout=20)
        return Call.objects.create(appointment=first, counter=counter, by=officer, at=now)

    with without("call_one_counter_per_ticket", table="records_call"):
        calls = at_once(*(lambda each=each: look_then_call(each) for each in counters))

    assert [call.appointment for call in calls] == [hall[0]] * COUNTERS


def receive(place, *, by, now):
    try:
        return check_in(place.application, office=place.office, by=by, now=now)
    except AlreadyIn:
        return "already in"


def test_one_code_shown_at_six_doors_at_once_is_received_once(office, officer):
    place = make_booked(office)
    now = place.window_starts_at

    answers = at_once(*(lambda: receive(place, by=officer, now=now) for _ in range(6)))

    assert CheckIn.objects.count() == 1
    assert Tally(map(type, answers)) == {CheckIn: 1, str: 5}


def test_a_twin_that_looks_first_receives_the_same_ticket_twice(office, officer):
    place = make_booked(office)
    now = place.window_starts_at
    looked = Barrier(2)

    def look_then_receive() -> CheckIn | None:
        is_in = CheckIn.objects.filter(appointment=place).exists()
        looked.wait(timeout=20)
        return None if is_in else CheckIn.objects.create(appointment=place, by=officer, at=now)

    with without("records_checkin_appointment_id_key", table="records_checkin"):
        at_once(look_then_receive, look_then_receive)
        received = CheckIn.objects.filter(appointment=place).count()

    assert received == 2
