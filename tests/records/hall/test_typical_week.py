"""A typical week is made of the hours, bands and seats of the office as they stand now."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from antrean.domain.hall.synthetic_day import OfficeDay
from antrean.records.hall.typical_week import seats_a_day, typical_week
from antrean.records.models import Capacity, Closure, OpeningHours, PoolShare
from tests.factories import make_office

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)
BASIS = {"basis": "assumption", "source": "test", "valid_from": date(2026, 1, 1)}


@pytest.fixture
def office():
    """Open on Monday with a break, on Saturday without; 90 seats, a tenth of them for walk-ins."""
    office = make_office()
    for weekday, pause in ((0, (time(12), time(13))), (5, (None, None))):
        OpeningHours.objects.create(
            office=office,
            weekday=weekday,
            opens=time(8),
            closes=time(15),
            break_starts=pause[0],
            break_ends=pause[1],
            **BASIS,
        )
    Capacity.objects.create(office=office, seats_per_day=90, **{**BASIS, "basis": "published"})
    for pool, percent in (("regular", 80), ("priority", 10), ("walk_in", 10)):
        PoolShare.objects.create(office=office, pool=pool, percent=percent, **BASIS)
    return office


def week(office, **more):
    return typical_week(office, now=NOW, like=OfficeDay(**more))


def test_every_weekday_on_which_the_office_works_is_planned(office):
    monday, saturday = week(office)

    assert monday.working_minutes == 360
    assert saturday.working_minutes == 420
    assert len(monday.seats) == 12
    assert len(saturday.seats) == 14


def test_seats_kept_for_walk_ins_are_not_given_by_appointment(office):
    monday, _ = week(office)

    assert seats_a_day([monday]) == 81
    assert monday.walk_ins == 9


def test_what_the_office_does_not_say_is_taken_from_the_example(office):
    assert week(office, counters=4, cv=0.3)[0].counters == 4


def test_a_holiday_is_passed_over_for_the_same_weekday_later(office):
    Closure.objects.create(
        day=MONDAY, kind="holiday", name_id="Libur", name_en="Holiday", source="test"
    )

    assert len(week(office)) == 2


def test_a_month_of_holidays_leaves_no_such_weekday(office):
    for after in range(0, 28, 7):
        Closure.objects.create(
            day=MONDAY + timedelta(days=after),
            kind="holiday",
            name_id="Libur",
            name_en="Holiday",
            source="test",
        )

    assert [each.hours.weekday for each in week(office)] == [5]


def test_an_office_without_a_calendar_has_no_week():
    assert week(make_office("kanim-baru")) == []
    assert seats_a_day([]) == 0
