"""A kiosk in the hall of an office that is open today."""

import pytest
from django.test import Client

from antrean.actions.hall.devices import put_up
from antrean.records import clock
from antrean.ui.devices import COOKIE
from tests.factories import (
    make_booked,
    make_cell,
    make_hours,
    make_office,
    make_officer,
    make_shift,
    stand_at,
)


@pytest.fixture
def office():
    place = make_office()
    make_hours(place)
    make_cell(place)
    return place


@pytest.fixture
def place(office):
    """An appointment whose window has just begun."""
    booked = make_booked(office)
    stand_at(booked.window_starts_at)
    return booked


@pytest.fixture
def open_counter(office, place):
    return make_shift(office)


@pytest.fixture
def kiosk(office, place):
    """The browser of the kiosk; nobody is signed in there."""
    _device, key = put_up(
        office=office, kind="kiosk", name="Kios 1", by=make_officer(office), now=clock.now()
    )
    browser = Client()
    browser.cookies[COOKIE] = key
    return browser
