"""Calling: in the order of the appointed minutes, one person a counter, each person once."""

from datetime import time, timedelta

import pytest
from django.http import Http404

from antrean.actions.call_next import CallOver, CounterBusy, call_next, end_call
from antrean.actions.cancel import cancel
from antrean.actions.move import move
from antrean.domain.wishes import Wishes
from antrean.records import access
from antrean.records.models import Call, LedgerEntry, LiveApplication
from tests.factories import (
    make_arrived,
    make_booked,
    make_cell,
    make_counter,
    make_office,
    make_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    place = make_office()
    make_cell(place)
    return place


@pytest.fixture
def counter(office):
    return make_counter(office)


@pytest.fixture
def officer(office):
    return make_officer(office)


@pytest.fixture
def waiting(office):
    """Two people who are here, the first one first."""
    first, second = make_booked(office), make_booked(office)
    make_arrived(second)
    make_arrived(first)
    return first, second


def call(counter, officer, place):
    return call_next(counter=counter, by=officer, now=place.window_starts_at)


def test_the_appointed_minute_decides_not_the_order_at_the_door(counter, officer, waiting):
    called = call(counter, officer, waiting[0])

    assert called.appointment == waiting[0]


def test_whoever_is_not_here_is_not_called(counter, officer, office):
    make_booked(office)
    here = make_booked(office)
    make_arrived(here)

    called = call(counter, officer, here)

    assert called.appointment == here


def test_when_nobody_waits_nobody_is_called(counter, officer, office):
    place = make_booked(office)

    assert call(counter, officer, place) is None
    assert not Call.objects.exists()


def test_people_of_another_day_are_not_called(counter, officer, waiting):
    tomorrow = waiting[0].window_starts_at + timedelta(days=1)

    assert call_next(counter=counter, by=officer, now=tomorrow) is None


def test_a_busy_counter_ends_its_call_first(counter, officer, waiting):
    call(counter, officer, waiting[0])

    with pytest.raises(CounterBusy):
        call(counter, officer, waiting[0])

    assert Call.objects.count() == 1


def test_two_counters_get_two_people(office, counter, officer, waiting):
    other = make_counter(office, number=2)

    called = {call(each, officer, waiting[0]).appointment for each in (counter, other)}

    assert called == set(waiting)


@pytest.mark.parametrize("outcome", ["served", "absent"])
def test_a_call_that_ends_frees_the_counter_and_the_person(counter, officer, waiting, outcome):
    called = call(counter, officer, waiting[0])

    end_call(called, outcome=outcome, by=officer, now=waiting[0].window_ends_at)

    waiting[0].refresh_from_db()
    assert waiting[0].ending == outcome
    assert not LiveApplication.objects.filter(application=waiting[0].application).exists()
    assert call(counter, officer, waiting[1]).appointment == waiting[1]


def test_a_call_ends_once(counter, officer, waiting):
    called = call(counter, officer, waiting[0])
    end_call(called, outcome="served", by=officer, now=called.at)

    with pytest.raises(CallOver):
        end_call(called, outcome="absent", by=officer, now=called.at)

    called.refresh_from_db()
    assert called.outcome == "served"


def test_calls_and_their_ends_stand_on_the_offices_ledger(counter, officer, waiting):
    called = call(counter, officer, waiting[0])
    end_call(called, outcome="served", by=officer, now=called.at)

    deeds = LedgerEntry.objects.filter(subject=waiting[0].application.ref, link__scope="kanim-uji")
    assert {"called", "served"} <= set(deeds.values_list("deed", flat=True))


def test_ending_the_call_of_somebody_who_moved_meanwhile_leaves_the_new_place_alone(
    office, counter, officer, waiting
):
    """2026-11-24: it ended the application, so that a live place belonged to nobody."""
    make_cell(office, days_ahead=9, starts=time(11))
    early = waiting[0].arrives_at - timedelta(hours=3)
    called = call_next(counter=counter, by=officer, now=early)
    owner = waiting[0].application.account
    wishes = Wishes((office.code,), not_before=waiting[0].day + timedelta(days=1))
    moved = move(waiting[0].application, wishes=wishes, moved_before=0, by=owner, now=early)

    end_call(called, outcome="absent", by=officer, now=early)

    moved.application.refresh_from_db()
    assert moved.application.state == "live"
    assert LiveApplication.objects.filter(application=moved.application).exists()


def test_ending_the_call_of_somebody_who_cancelled_meanwhile_keeps_it_cancelled(
    counter, officer, waiting
):
    early = waiting[0].window_starts_at - timedelta(minutes=30)
    called = call_next(counter=counter, by=officer, now=early)
    cancel(waiting[0].application, by=waiting[0].application.account, now=early)

    end_call(called, outcome="absent", by=officer, now=early)

    waiting[0].refresh_from_db()
    assert waiting[0].ending == "cancelled"


def test_counters_and_calls_of_another_office_do_not_exist(counter, officer, waiting):
    called = call(counter, officer, waiting[0])
    elsewhere = make_office("kanim-lain")

    with pytest.raises(Http404):
        access.counter(counter.number, office=elsewhere)
    with pytest.raises(Http404):
        access.call(called.pk, office=elsewhere)
