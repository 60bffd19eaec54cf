"""What tests of letters share: a mail server, a postman, and a place to write about."""

from datetime import UTC, datetime
from threading import Event

import pytest

from antrean.jobs.mailing import Postman
from tests.factories import make_account, make_booked, make_cell, make_office, stand_at
from tests.post_office import PostOffice

MORNING = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.fixture
def post_office():
    with PostOffice() as office:
        yield office


@pytest.fixture
def postman(post_office):
    return Postman(post_office.address, luck=lambda: 1.0, stopping=Event())


@pytest.fixture
def morning(db):
    """A Tuesday on which the service's clock stands at first, and can be moved."""
    stand_at(MORNING)
    return MORNING


@pytest.fixture
def office(morning):
    office = make_office("kanim-ujung", timezone="Asia/Makassar")
    make_cell(office)
    return office


@pytest.fixture
def place(office):
    return make_booked(office)


@pytest.fixture
def english_place(office):
    return make_booked(office, account=make_account(language="en"))
