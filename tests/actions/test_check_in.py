"""Checking in: whoever stands at the door with a place today is received, once."""

from datetime import timedelta

import pytest
from django.http import Http404

from antrean.actions.check_in import AlreadyIn, NoPlaceHere, WrongDay, check_in
from antrean.records import access
from antrean.records.models import CheckIn, LedgerEntry
from tests.factories import make_booked, make_cell, make_office, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    office = make_office()
    make_cell(office)
    return make_booked(office)


@pytest.fixture
def officer(place):
    return make_officer(place.office)


def receive(place, *, by, at=None, office=None):
    return check_in(
        place.application, office=office or place.office, by=by, now=at or place.arrives_at
    )


def test_an_arrival_is_stored_with_who_received_it_and_when(place, officer):
    arrival = receive(place, by=officer)

    assert arrival.appointment == place
    assert (arrival.by, arrival.at) == (officer, place.arrives_at)


def test_an_arrival_stands_on_the_offices_ledger(place, officer):
    receive(place, by=officer)

    entry = LedgerEntry.objects.get(deed="checked_in")
    assert entry.link.scope == place.office.code
    assert (entry.subject, entry.actor) == (place.application.ref, f"account:{officer.pk}")


def test_the_second_time_the_same_ticket_is_refused(place, officer):
    receive(place, by=officer)

    with pytest.raises(AlreadyIn):
        receive(place, by=officer, at=place.arrives_at + timedelta(minutes=5))

    assert CheckIn.objects.count() == 1


def test_an_hour_late_is_still_received_while_the_day_lasts(place, officer):
    arrival = receive(place, by=officer, at=place.window_ends_at + timedelta(hours=1))

    assert arrival.appointment == place


@pytest.mark.parametrize("days", [-1, 1])
def test_on_another_day_the_ticket_says_which_day_it_is_for(place, officer, days):
    with pytest.raises(WrongDay) as refused:
        receive(place, by=officer, at=place.arrives_at + timedelta(days=days))

    assert refused.value.day == place.day
    assert not CheckIn.objects.exists()


def test_the_day_is_the_offices_own_not_the_capitals():
    office = make_office("kanim-jayapura", timezone="Asia/Jayapura")
    make_cell(office)
    place = make_booked(office)
    just_past_midnight_there = place.window_starts_at - timedelta(hours=8, minutes=59)

    arrival = receive(place, by=make_officer(office), at=just_past_midnight_there)

    assert arrival.appointment == place


def test_a_place_at_another_office_is_no_place_here(place):
    elsewhere = make_office("kanim-lain")

    with pytest.raises(NoPlaceHere):
        receive(place, by=make_officer(elsewhere), office=elsewhere)


def test_a_place_given_back_is_no_place_here(place, officer):
    place.ended_at, place.ending = place.given_at, "cancelled"
    place.save()

    with pytest.raises(NoPlaceHere):
        receive(place, by=officer)


def test_an_officer_of_another_office_finds_neither_the_office_nor_the_ticket(place):
    stranger = make_officer(make_office("kanim-lain"))

    with pytest.raises(Http404):
        access.office(place.office.code, by=stranger)
    with pytest.raises(Http404):
        access.application_at(
            place.application.ticket_code, office=access.office("kanim-lain", by=stranger)
        )


def test_a_duty_that_ended_opens_no_door(place, officer):
    officer.duties.update(until_at=place.given_at)

    with pytest.raises(Http404):
        access.office(place.office.code, by=officer)
