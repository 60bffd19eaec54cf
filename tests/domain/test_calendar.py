"""The calendar: seats are divided without loss, and every closed day says why."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.calendar import (
    ClosedDay,
    SharesAreNotWhole,
    arrival_minutes,
    bands_of,
    day_plan,
    day_statuses,
    last_open_day,
    opens_at,
    pool_seats,
    split_seats,
)
from antrean.domain.office_facts import (
    POOLS,
    CalendarRule,
    Closing,
    Hours,
    OfficeFacts,
    SeatsADay,
    Shares,
)

SINCE = date(2024, 1, 1)
MONDAY = date(2026, 11, 30)
SATURDAY = date(2026, 12, 5)
CHRISTMAS = date(2026, 12, 25)
SHARES = Shares(
    valid_from=SINCE, parts=(("regular", 80), ("priority", 10), ("urgent", 5), ("walk_in", 5))
)


def hours(weekday: int = 0, *, opens=time(8), closes=time(15), pause=(time(12), time(13))):
    return Hours(
        valid_from=SINCE,
        weekday=weekday,
        opens=opens,
        closes=closes,
        break_starts=pause[0],
        break_ends=pause[1],
    )


def office(**more) -> OfficeFacts:
    facts = {
        "code": "kanim-uji",
        "timezone": "Asia/Jayapura",
        "hours": tuple(hours(weekday) for weekday in range(5)),
        "capacities": (SeatsADay(valid_from=SINCE, seats=80, basis="published"),),
        "shares": (SHARES,),
        "rules": (CalendarRule(valid_from=SINCE, horizon_days=30),),
        "closings": {
            CHRISTMAS: Closing(CHRISTMAS, "holiday", "Hari Raya Natal", "Christmas Day"),
        },
    }
    return OfficeFacts(**{**facts, **more})


def sums(dealt: dict[tuple[time, str], int], *, by: int) -> Counter:
    """Return the seats by band (0) or by pool (1)."""
    found = Counter()
    for place, number in dealt.items():
        found[place[by]] += number
    return found


percentages = st.lists(st.integers(0, 100), min_size=5, max_size=5).map(
    lambda cuts: tuple(
        (pool, high - low)
        for pool, low, high in zip(POOLS, [0, *sorted(cuts)], [*sorted(cuts), 100], strict=True)
    )
)
shares = percentages.map(lambda parts: Shares(valid_from=SINCE, parts=parts))
bands = st.integers(1, 24).map(lambda number: [time(hour) for hour in range(number)])


def test_bands_of_half_an_hour_leave_out_the_break():
    bands = bands_of(hours())

    assert bands[0] == time(8)
    assert bands[-1] == time(14, 30)
    assert [band for band in bands if band.hour == 12] == []
    assert len(bands) == 12


def test_friday_has_the_longer_break():
    bands = bands_of(hours(4, pause=(time(11, 30), time(13))))

    assert [band for band in bands if time(11, 30) <= band < time(13)] == []
    assert len(bands) == 11


def test_a_rest_shorter_than_a_band_is_left_out():
    bands = bands_of(hours(closes=time(9, 50), pause=(None, None)))

    assert bands == [time(8), time(8, 30), time(9)]


def test_an_office_open_for_less_than_a_band_has_none():
    assert bands_of(hours(closes=time(8, 20), pause=(None, None))) == []


@given(st.integers(0, 2000), bands, shares)
def test_no_seat_of_a_day_is_lost_or_made(seats, bands, shares):
    dealt = split_seats(seats, bands=bands, shares=shares)

    assert sum(dealt.values()) == seats
    assert all(number > 0 for number in dealt.values())


@given(st.integers(0, 2000), bands, shares)
def test_every_pool_gets_its_share_within_one_seat(seats, bands, shares):
    dealt = split_seats(seats, bands=bands, shares=shares)

    by_pool = sums(dealt, by=1)
    assert all(abs(by_pool[pool] - seats * part / 100) < 1 for pool, part in shares.parts)


@given(st.integers(0, 2000), bands, shares)
def test_every_band_gets_the_same_within_one_seat(seats, bands, shares):
    dealt = split_seats(seats, bands=bands, shares=shares)

    by_band = [sums(dealt, by=0)[band] for band in bands]
    assert max(by_band) - min(by_band) <= 1


def test_the_seats_of_a_small_pool_are_spread_over_the_day():
    dealt = split_seats(80, bands=bands_of(hours()), shares=SHARES)

    urgent = [band for (band, pool) in dealt if pool == "urgent"]
    assert sorted(urgent) == [time(8, 30), time(10), time(11, 30), time(14)]


def test_the_rest_goes_to_the_largest_remainder():
    assert pool_seats(15, shares=SHARES) == {
        "regular": 12,
        "priority": 1,
        "urgent": 1,
        "walk_in": 1,
    }


def test_shares_that_are_no_whole_are_refused():
    with pytest.raises(SharesAreNotWhole):
        pool_seats(80, shares=Shares(valid_from=SINCE, parts=(("regular", 99),)))


@given(st.integers(1, 500), st.integers(5, 240), st.data())
def test_arrivals_stay_inside_their_band_and_in_order(seats, minutes, data):
    nth = data.draw(st.integers(1, seats))

    minute = arrival_minutes(nth, seats=seats, band_minutes=minutes)

    assert 0 <= minute < minutes
    assert minute <= arrival_minutes(seats, seats=seats, band_minutes=minutes)


def test_five_people_in_half_an_hour_come_six_minutes_apart():
    minutes = [arrival_minutes(nth, seats=5) for nth in range(1, 6)]

    assert minutes == [0, 6, 12, 18, 24]


@pytest.mark.parametrize("nth", [0, -1, 6])
def test_a_seat_that_does_not_exist_has_no_minute(nth):
    with pytest.raises(ValueError, match="no seat"):
        arrival_minutes(nth, seats=5)


def test_a_working_day_opens_with_all_its_seats():
    assert sum(day_plan(office(), day=MONDAY).values()) == 80


@pytest.mark.parametrize("day", [SATURDAY, CHRISTMAS])
def test_weekends_and_holidays_do_not_open(day):
    assert day_plan(office(), day=day) == {}


def test_the_leap_day_is_a_day_like_others():
    leap_day = date(2028, 2, 29)

    assert leap_day.weekday() == 1
    assert sum(day_plan(office(), day=leap_day).values()) == 80


@pytest.mark.parametrize("lacking", ["hours", "capacities", "shares"])
def test_an_office_without_hours_capacity_or_shares_does_not_open(lacking):
    assert day_plan(office(**{lacking: ()}), day=MONDAY) == {}


def status(day: date, **more) -> ClosedDay | None:
    today = more.pop("today", MONDAY - timedelta(days=7))
    free = more.pop("free", {})
    opened = more.pop("opened", set(free))
    facts = more.pop("facts", office())
    return day_statuses([day], facts=facts, opened=opened, free=free, today=today)[day]


def test_a_day_with_a_free_seat_is_not_closed():
    assert status(MONDAY, free={MONDAY: 1}) is None


def test_a_holiday_is_named_in_both_languages():
    found = status(CHRISTMAS)

    assert found == ClosedDay(CHRISTMAS, "holiday", "Hari Raya Natal", "Christmas Day")


def test_joint_leave_counts_as_a_holiday():
    leave = Closing(MONDAY, "joint_leave", "Cuti Bersama", "Joint leave")

    assert status(MONDAY, facts=office(closings={MONDAY: leave})).reason == "holiday"


def test_a_day_the_office_closed_itself_says_why():
    move = Closing(MONDAY, "office", "Kantor pindah", "The office moves")

    found = status(MONDAY, facts=office(closings={MONDAY: move}), free={MONDAY: 5})

    assert found == ClosedDay(MONDAY, "closed", "Kantor pindah", "The office moves")


def test_saturday_is_the_weekend():
    assert status(SATURDAY).reason == "weekend"


def test_a_day_without_seats_left_is_full():
    assert status(MONDAY, free={MONDAY: 0}).reason == "full"


def test_a_day_that_has_none_of_the_applicants_pools_is_not_sold_here():
    assert status(MONDAY, opened={MONDAY}).reason == "not_sold_here"


def test_a_day_beyond_the_horizon_says_when_it_opens():
    found = status(MONDAY, today=date(2026, 10, 1))

    assert found.reason == "not_open_yet"
    assert found.opens_at == datetime(2026, 10, 30, 15, tzinfo=UTC)  # midnight in Jayapura


def test_a_day_that_is_due_but_not_prepared_promises_no_hour():
    assert status(MONDAY) == ClosedDay(MONDAY, "not_open_yet")


def test_a_day_opens_exactly_when_it_comes_within_the_horizon():
    today = date(2026, 10, 31)

    assert last_open_day(office(), today=today) == MONDAY
    assert opens_at(office(), day=MONDAY, today=today) == datetime(2026, 10, 30, 15, tzinfo=UTC)
