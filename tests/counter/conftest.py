"""An office with hours and seats, and people on duty there."""

import pytest
from django.test import Client

from tests.factories import make_booked, make_cell, make_hours, make_office, make_officer, stand_at


@pytest.fixture
def office(db):
    place = make_office("kanim-batam")
    make_hours(place)
    make_cell(place, seats=5)
    return place


@pytest.fixture
def officer(office):
    return make_officer(office)


@pytest.fixture
def desk(officer):
    """A browser in which the officer is signed in."""
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def front(office):
    """A browser in which a receptionist is signed in."""
    client = Client()
    client.force_login(make_officer(office, role="receptionist"))
    return client


@pytest.fixture
def booked(office):
    """A place whose window begins now."""
    place = make_booked(office)
    stand_at(place.window_starts_at)
    return place


@pytest.fixture
def stranger_office(db):
    place = make_office("kanim-asing")
    make_cell(place, seats=5)
    return place
