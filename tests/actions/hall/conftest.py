"""What every story of the hall needs: an office with one seat after the other, and an officer."""

import pytest

from antrean.records.models import Cell
from tests.actions.hall.desk import Desk
from tests.factories import make_cell, make_office, make_officer, make_shift


@pytest.fixture
def office():
    place = make_office()
    make_cell(place)
    return place


@pytest.fixture
def officer(office):
    return make_officer(office)


@pytest.fixture
def shift(office, officer):
    return make_shift(office, by=officer)


@pytest.fixture
def morning(office):
    """The start of the office's one window, at nine, a week from today."""
    return Cell.objects.get(office=office).starts_at


@pytest.fixture
def desk(office, morning):
    """Counter 1, which does everything."""
    return Desk(make_shift(office, at=morning), morning)


@pytest.fixture
def second_desk(office, morning, desk):
    """Counter 2, which does everything too."""
    return Desk(make_shift(office, number=2, at=morning), morning)


@pytest.fixture
def receptionist(office):
    return make_officer(office, role="receptionist")
