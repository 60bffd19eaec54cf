"""Ranges for screens: the same for everybody, and worked out seldom."""

from datetime import timedelta

import pytest

from antrean.records import clock
from antrean.records.hall import ranges as kept
from antrean.records.hall.ranges import KEPT, ranges
from tests.factories import make_office, make_shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def test_whoever_asks_within_seconds_costs_no_query(office, django_assert_num_queries):
    now = clock.now()
    first = ranges(office, now=now)

    with django_assert_num_queries(0):
        again = ranges(office, now=now + KEPT - timedelta(milliseconds=1))

    assert again == first


def test_afterwards_they_are_worked_out_anew(office):
    now = clock.now()
    closed = ranges(office, now=now)
    make_shift(office, at=now)

    opened = ranges(office, now=now + KEPT)

    assert closed == {}
    assert list(opened) == ["A", "K", "L", "W"]


def test_a_clock_that_was_set_back_does_not_keep_them_for_ever(office):
    now = clock.now()
    ranges(office, now=now)
    make_shift(office, at=now)

    assert ranges(office, now=now - timedelta(hours=1)) != {}


def test_offices_are_not_remembered_without_end(office, monkeypatch):
    monkeypatch.setattr(kept, "OFFICES_MOST", 1)
    ranges(office, now=clock.now())
    ranges(make_office("kanim-lain"), now=clock.now())

    assert len(kept._kept) == 1
