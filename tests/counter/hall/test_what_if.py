"""The head asks what one more counter would do."""

from datetime import date

import pytest
from django.test import Client

from antrean.records.models import Capacity, PoolShare
from tests.factories import make_officer

PAGE = "/loket/kanim-batam/kalau/"
BASIS = {"basis": "assumption", "source": "test", "valid_from": date(2026, 1, 1)}


@pytest.fixture
def head(office):
    """A browser in which the office head is signed in."""
    client = Client()
    client.force_login(make_officer(office, role="office_head"))
    return client


@pytest.fixture
def calendar(office):
    """Twenty seats on each working day, all of them given by appointment."""
    Capacity.objects.create(office=office, seats_per_day=20, **{**BASIS, "basis": "published"})
    PoolShare.objects.create(office=office, pool="regular", percent=100, **BASIS)


def test_the_same_days_are_shown_with_fewer_and_more_counters(head, calendar):
    rows = head.get(f"{PAGE}?loket=2").context["rows"]

    assert [each.counters for each in rows] == [1, 2, 3, 4]
    assert rows[0].bars[1].percent == 100 >= rows[-1].bars[1].percent


def test_asking_twice_gives_the_same_answer(head, calendar):
    first, second = (head.get(f"{PAGE}?loket=2").context["rows"] for _ in range(2))

    assert first == second


def test_the_days_are_lived_through_only_when_asked(head, calendar):
    page = head.get(PAGE)

    assert "Perhitungan ini perlu beberapa detik." in page.content.decode()
    assert page.context["rows"] == []


def test_without_a_calendar_there_is_no_estimate(head):
    assert "belum punya kalender" in head.get(f"{PAGE}?loket=2").content.decode()


@pytest.mark.parametrize("asked", ["", "0", "-1", "99", "²", "dua"])
def test_a_number_that_is_none_is_read_as_what_the_seats_need(head, calendar, asked):
    rows = head.get(PAGE, {"loket": asked}).context["rows"]

    assert [each.counters for each in rows] == [1, 2, 3]
