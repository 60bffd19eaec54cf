"""Holidays: what the package knows, in our words."""

from datetime import date

from antrean.adapters.holidays import national_closings


def closing(year: int, day: date):
    return {each.day: each for each in national_closings(year)}.get(day)


def test_christmas_is_a_holiday_with_a_name_in_both_languages():
    christmas = closing(2026, date(2026, 12, 25))

    assert christmas.kind == "holiday"
    assert (christmas.name_id, christmas.name_en) == ("Hari Raya Natal", "Christmas Day")
    assert not christmas.estimated


def test_the_day_before_christmas_is_joint_leave():
    assert closing(2026, date(2026, 12, 24)).kind == "joint_leave"


def test_a_day_that_hangs_on_the_moon_is_marked_and_named_without_the_mark():
    eid = closing(2027, date(2027, 3, 10))

    assert eid.estimated
    assert eid.name_id == "Hari Raya Idul Fitri"
    assert eid.name_en == "Eid al-Fitr"


def test_a_year_whose_joint_leave_is_not_announced_has_none():
    kinds = {each.kind for each in national_closings(2028)}

    assert kinds == {"holiday"}


def test_days_come_in_order_and_once():
    days = [each.day for each in national_closings(2026)]

    assert days == sorted(set(days))


def test_an_ordinary_monday_is_no_holiday():
    assert closing(2026, date(2026, 11, 30)) is None
