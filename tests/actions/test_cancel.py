"""Cancelling: the place comes back once, at a minute nobody can wait for."""

from datetime import timedelta

import pytest

from antrean.actions.cancel import NothingToCancel, TooLateToCancel, cancel
from antrean.records.models import (
    Cancellation,
    Cell,
    FreedSeat,
    LedgerEntry,
    LiveApplication,
    Notice,
)
from tests.factories import make_application, make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    place = make_office()
    make_cell(place)
    return place


@pytest.fixture
def place(office):
    return make_booked(office)


def give_back(place, *, at=None, reason=""):
    application = place.application
    return cancel(application, by=application.account, now=at or place.given_at, reason=reason)


def cancellation_notices():
    return Notice.objects.filter(kind="appointment_cancelled").count()


def test_pressing_cancel_twice_frees_one_seat_and_writes_one_notice(place):
    first = give_back(place)

    again = give_back(place)

    assert again == first
    assert FreedSeat.objects.count() == Cancellation.objects.count() == 1
    assert cancellation_notices() == 1


def test_the_seat_counts_as_taken_until_its_minute(place):
    give_back(place)

    assert Cell.objects.get().taken == 1


def test_the_seat_comes_back_between_ten_minutes_and_four_hours_later(place):
    give_back(place)

    waits = FreedSeat.objects.get().returns_at - place.given_at
    assert timedelta(minutes=10) <= waits < timedelta(hours=4)


def test_the_person_may_apply_again_at_once(place):
    give_back(place)

    place.application.refresh_from_db()
    assert place.application.state == "ended"
    assert not LiveApplication.objects.exists()


def test_the_reason_and_the_deed_are_kept(place):
    cancellation = give_back(place, reason="Sakit")

    assert cancellation.reason == "Sakit"
    assert LedgerEntry.objects.filter(deed="appointment_cancelled").count() == 1


def test_once_the_window_has_begun_the_counter_decides(place):
    with pytest.raises(TooLateToCancel):
        give_back(place, at=place.window_starts_at)

    place.refresh_from_db()
    assert place.ended_at is None
    assert not FreedSeat.objects.exists()


def test_until_the_last_second_before_the_window_a_place_can_be_given_back(place):
    cancellation = give_back(place, at=place.window_starts_at - timedelta(seconds=1))

    assert cancellation.appointment == place


def test_without_a_place_there_is_nothing_to_cancel(office):
    draft = make_application(office)

    with pytest.raises(NothingToCancel):
        cancel(draft, by=draft.account, now=draft.created_at)
