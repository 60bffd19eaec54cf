"""A counter that the officer has opened, and people who wait for it."""

import pytest

from antrean.records import clock
from tests.counter.hall.console_scenes import arrived, now_called
from tests.factories import make_shift, make_walk_in


@pytest.fixture
def shift(office, officer, booked):
    """The officer works at counter 1, for everything."""
    return make_shift(office, by=officer)


@pytest.fixture
def waiting(booked):
    """Somebody with an appointment who is here."""
    return arrived(booked)


@pytest.fixture
def walked_in(office, booked):
    """Somebody without an appointment who is here."""
    return make_walk_in(office, at=clock.now())


@pytest.fixture
def call(desk, shift, waiting):
    """The number that counter 1 has just called."""
    return now_called(desk)
