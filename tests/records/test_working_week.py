"""Applicants are asked only about parts of the week in which one of their offices works."""

from datetime import date, time

import pytest

from antrean.records.models import OpeningHours
from antrean.records.working_week import working_week
from tests.factories import make_hours, make_office

TUESDAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def test_an_office_that_works_all_day_has_every_part_from_monday_to_friday():
    office = make_office()
    make_hours(office)

    week = working_week([office], day=TUESDAY)

    assert {weekday for weekday, _part in week} == {0, 1, 2, 3, 4}
    assert {part for weekday, part in week if weekday == 0} == {"early", "late", "afternoon"}


def test_an_office_that_closes_at_noon_has_no_afternoon():
    office = make_office()
    make_hours(office)
    OpeningHours.objects.filter(weekday=4).update(closes=time(12))

    week = working_week([office], day=TUESDAY)

    assert (4, "late") in week
    assert (4, "afternoon") not in week


def test_hours_that_have_ended_no_longer_count():
    office = make_office()
    make_hours(office)
    OpeningHours.objects.filter(weekday=2).update(valid_to=date(2026, 6, 30))

    assert not [part for weekday, part in working_week([office], day=TUESDAY) if weekday == 2]


def test_an_office_without_hours_asks_nothing():
    assert working_week([make_office()], day=TUESDAY) == frozenset()
