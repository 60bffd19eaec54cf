"""Reconfirming: one tap says "I will come", a second tap changes nothing."""

from datetime import timedelta

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.reconfirm import PlaceOver, reconfirm
from antrean.records.models import LedgerEntry, Reconfirmation
from tests.factories import make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    office = make_office()
    make_cell(office)
    return make_booked(office)


def test_a_second_tap_returns_the_first(place):
    first = reconfirm(place, days_before=3, now=place.given_at)

    again = reconfirm(place, days_before=3, now=place.given_at + timedelta(hours=1))

    assert again == first
    assert LedgerEntry.objects.filter(deed="reconfirmed").count() == 1


def test_three_days_and_one_day_before_are_two_answers(place):
    reconfirm(place, days_before=3, now=place.given_at)
    reconfirm(place, days_before=1, now=place.given_at)

    assert Reconfirmation.objects.count() == 2


def test_a_place_given_back_can_not_be_confirmed(place):
    cancel(place.application, by=place.application.account, now=place.given_at)

    with pytest.raises(PlaceOver):
        reconfirm(place, days_before=3, now=place.given_at)


def test_after_the_window_there_is_nothing_to_confirm(place):
    with pytest.raises(PlaceOver):
        reconfirm(place, days_before=1, now=place.window_ends_at)

    assert not Reconfirmation.objects.exists()
