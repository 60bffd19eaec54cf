"""Called in a lull before the own window: whoever is not there then has promised nothing yet."""

from datetime import timedelta

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.mark_absent import mark_absent
from antrean.actions.hall.recall import recall
from antrean.actions.hall.rejoin import rejoin
from tests.factories import make_arrived, make_booked

pytestmark = pytest.mark.django_db


def misses_a_call(shift, now):
    """Call the next number as often and as long as anybody is owed, and mark it absent."""
    call = call_next(shift, by=shift.account, now=now)
    for minutes in (1, 2):
        recall(shift, call, by=shift.account, now=now + timedelta(minutes=minutes))
    return mark_absent(shift, call, by=shift.account, now=now + timedelta(minutes=2)).visit


@pytest.fixture
def place(office):
    return make_booked(office)


def test_a_call_missed_before_the_window_costs_nothing(shift, officer, place):
    early = place.window_starts_at - timedelta(minutes=45)
    make_arrived(place, at=early)
    visit = misses_a_call(shift, early)

    back = rejoin(visit, by=officer, now=place.window_starts_at)

    assert (back.standing, back.since) == ("punctual", place.window_starts_at)
    assert back.times_missed == 0


def test_twin_a_call_missed_within_the_window_makes_one_late(shift, officer, place):
    make_arrived(place)
    visit = misses_a_call(shift, place.window_starts_at)

    back = rejoin(visit, by=officer, now=place.window_starts_at + timedelta(minutes=5))

    assert (back.standing, back.times_missed) == ("late", 1)
