"""What tests of letters in trouble share: a mail server, and people with a place."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_booked, make_cell, make_office, stand_at
from tests.post_office import PostOffice


@pytest.fixture
def post_office():
    with PostOffice() as office:
        office.timeout_seconds = 10
        yield office


@pytest.fixture
def places(transactional_db):
    """Three people with a place in a week, whose letters are due now."""
    stand_at(datetime(2026, 11, 24, 2, tzinfo=UTC))
    office = make_office()
    make_cell(office)
    return [make_booked(office) for _ in range(3)]
