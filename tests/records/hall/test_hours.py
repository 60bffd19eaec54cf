"""The hours of a hall follow the rule for dated rows: what has ended holds no longer."""

from datetime import date, time

import pytest

from antrean.records.hall.hours import hours_on
from antrean.records.models import OpeningHours
from tests.factories import make_hours, make_office

pytestmark = pytest.mark.django_db
MONDAY, SUNDAY = date(2026, 11, 30), date(2026, 11, 29)


@pytest.fixture
def office():
    place = make_office()
    make_hours(place)
    return place


def test_hours_of_a_month_of_fasting_end_with_it(office):
    OpeningHours.objects.create(
        office=office,
        weekday=0,
        opens=time(8),
        closes=time(14),
        basis="published",
        source="test",
        valid_from=date(2026, 2, 18),
        valid_to=date(2026, 3, 19),
    )

    assert hours_on(office, day=date(2026, 3, 2)).closes == time(14)
    assert hours_on(office, day=MONDAY).closes == time(16)


def test_on_a_day_without_work_there_are_none(office):
    assert hours_on(office, day=SUNDAY) is None
