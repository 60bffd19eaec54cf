"""A hall with a counter and people who came without an appointment."""

import pytest

from antrean.records import clock
from tests.factories import make_office, make_officer, make_shift, make_walk_in


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def head(office):
    return make_officer(office, role="office_head")


@pytest.fixture
def shift(office):
    return make_shift(office, number=3, arrow="right")


@pytest.fixture
def people(office):
    return [make_walk_in(office, at=clock.now()) for _ in range(3)]
