"""Returning seats: what was given back can be given again, but not before its minute."""

from datetime import timedelta

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.return_seats import return_seats
from antrean.actions.take_in import take_in
from antrean.records.models import Cell, FreedSeat, LedgerEntry
from tests.factories import make_application, make_booked, make_cell, make_office, submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def freed():
    """A seat given back in an office that has no other."""
    office = make_office()
    make_cell(office, seats=1)
    place = make_booked(office)
    cancel(place.application, by=place.application.account, now=place.given_at)
    return FreedSeat.objects.select_related("cell__office", "appointment__application").get()


def test_before_its_minute_nobody_can_have_the_seat(freed):
    returned = return_seats(now=freed.returns_at - timedelta(seconds=1))
    outcome = take_in([submission(make_application(freed.cell.office))])[0]

    assert returned == 0
    assert outcome.kind == "refused"


def test_from_its_minute_on_the_next_person_gets_it(freed):
    returned = return_seats(now=freed.returns_at)
    outcome = take_in([submission(make_application(freed.cell.office))])[0]

    assert returned == 1
    assert outcome.kind == "given"


def test_a_seat_comes_back_once(freed):
    return_seats(now=freed.returns_at)

    again = return_seats(now=freed.returns_at + timedelta(hours=1))

    assert again == 0
    assert Cell.objects.get().taken == 0


def test_a_returned_seat_stands_on_the_offices_ledger(freed):
    return_seats(now=freed.returns_at)

    entry = LedgerEntry.objects.get(deed="seat_returned")
    assert entry.link.scope == freed.cell.office.code
    assert entry.subject == freed.appointment.application.ref


def test_two_seats_given_back_together_return_at_minutes_of_their_own(monkeypatch):
    office = make_office()
    make_cell(office, seats=2)
    places = [make_booked(office), make_booked(office)]
    draws = iter([7, 200])
    monkeypatch.setattr("antrean.actions.giving_back.secrets.randbelow", lambda _below: next(draws))

    for place in places:
        cancel(place.application, by=place.application.account, now=place.given_at)

    waits = [seat.returns_at - seat.freed_at for seat in FreedSeat.objects.order_by("id")]
    assert waits == [timedelta(minutes=17), timedelta(minutes=210)]
