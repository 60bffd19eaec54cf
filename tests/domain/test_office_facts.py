"""Of dated rows, the one that counts."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.office_facts import (
    CalendarRule,
    Dated,
    Hours,
    OfficeFacts,
    SeatsADay,
    Shares,
    holds_on,
    latest,
)

MAY = date(2025, 5, 1)
A_DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
rows = st.lists(st.builds(Dated, valid_from=days, valid_to=st.none() | days), max_size=6)


def office(**more) -> OfficeFacts:
    return OfficeFacts(code="kanim-uji", timezone="Asia/Jakarta", **more)


def test_both_ends_of_a_row_count():
    row = Dated(valid_from=MAY, valid_to=MAY)

    assert holds_on(row, MAY)
    assert not holds_on(row, MAY - A_DAY)
    assert not holds_on(row, MAY + A_DAY)


@given(rows, days)
def test_the_latest_row_that_holds_is_found_wherever_there_is_one(rows, day):
    found = latest(rows, day=day)

    holding = [row for row in rows if holds_on(row, day)]
    assert (found is None) == (holding == [])
    assert all(found.valid_from >= row.valid_from for row in holding)


def test_a_published_capacity_beats_a_later_assumption():
    facts = office(
        capacities=(
            SeatsADay(valid_from=date(2022, 6, 1), seats=500, basis="published"),
            SeatsADay(valid_from=date(2024, 1, 1), seats=260, basis="assumption"),
        )
    )

    assert facts.capacity_on(MAY).seats == 500
    assert facts.capacity_on(date(2022, 5, 31)) is None


def test_the_latest_published_capacity_counts():
    facts = office(
        capacities=(
            SeatsADay(valid_from=date(2024, 10, 1), seats=80, basis="published"),
            SeatsADay(valid_from=date(2018, 7, 1), seats=100, basis="published"),
        )
    )

    assert facts.capacity_on(MAY).seats == 80
    assert facts.capacity_on(date(2024, 9, 30)).seats == 100


def test_an_offices_own_shares_beat_later_general_ones():
    own = Shares(valid_from=date(2024, 1, 1), parts=(("regular", 100),), own=True)
    general = Shares(valid_from=date(2025, 1, 1), parts=(("regular", 50), ("priority", 50)))
    facts = office(shares=(general, own))

    assert facts.shares_on(MAY) == own
    assert facts.shares_on(date(2023, 1, 1)) is None


def test_a_division_that_is_still_being_entered_is_passed_over():
    general = Shares(valid_from=date(2024, 1, 1), parts=(("regular", 100),))
    unfinished = Shares(valid_from=MAY, parts=(("regular", 70),), own=True)

    assert office(shares=(general, unfinished)).shares_on(MAY) == general


def test_without_any_rule_days_open_a_month_ahead_in_bands_of_half_an_hour():
    rule = office().rule_on(MAY)

    assert rule == CalendarRule(valid_from=MAY, horizon_days=30, band_minutes=30)


def test_hours_that_have_ended_leave_the_weekday_closed():
    until_april = Hours(
        weekday=3, opens=time(8), closes=time(15), valid_from=date(2024, 1, 1), valid_to=MAY - A_DAY
    )
    facts = office(hours=(until_april,))

    assert facts.hours_on(date(2025, 4, 24)) == until_april
    assert facts.hours_on(MAY) is None
