"""What every story of the hall needs: an office with one seat after the other, and an officer."""

import pytest

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
