"""Six presses on "cancel" at once: one seat comes back, one notice is written.

The twin looks first and frees after, without the guard: the seat comes back twice.
"""

from datetime import timedelta
from threading import Barrier

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.return_seats import return_seats
from antrean.records import seats
from antrean.records.models import Cancellation, Cell, FreedSeat, Notice
from tests.factories import make_booked, make_cell, make_office
from tests.storm.crowd import at_once, without

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 6


@pytest.fixture
def office():
    office = make_office()
    make_cell(office, seats=3)
    return office


@pytest.fixture
def place(office):
    make_booked(office)  # somebody else has the seat beside
    return make_booked(office)


def test_six_presses_at_once_give_one_seat_back(place):
    owner, now = place.application.account, place.given_at

    answers = at_once(*(lambda: cancel(place.application, by=owner, now=now),) * PRESSES)
    return_seats(now=now + timedelta(hours=4))

    assert set(answers) == {Cancellation.objects.get()}
    assert Cell.objects.get().taken == 1
    assert Notice.objects.filter(kind="appointment_cancelled").count() == 1


def test_a_twin_that_looks_first_gives_the_neighbours_seat_away_too(place):
    now = place.given_at
    looked = Barrier(2)

    def look_then_free() -> None:
        is_freed = FreedSeat.objects.filter(appointment=place).exists()
        looked.wait(timeout=20)
        if not is_freed:
            seats.free_later(place, now=now, returns_at=now + timedelta(minutes=10))

    with without("records_freedseat_appointment_id_key", table="records_freedseat"):
        at_once(look_then_free, look_then_free)
        return_seats(now=now + timedelta(hours=4))

    assert Cell.objects.get().taken == 0
