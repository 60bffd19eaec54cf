"""Overbooking fills the places of those who do not come, and is bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.overbooking import (
    FLEX,
    SHOW_MARGIN,
    SURPRISE,
    more_come_than,
    overbooked,
)

bands = {"seats": st.integers(0, 60), "able": st.integers(0, 60), "absent": st.floats(0, 0.6)}


def test_fifteen_seats_of_which_fifteen_of_a_hundred_stay_empty_are_given_seventeen_times():
    assert overbooked(15, able=15, absent=0.15) == 17


def test_where_everybody_comes_nobody_is_overbooked():
    assert overbooked(15, able=15, absent=0.0) == 15


def test_a_share_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no share"):
        overbooked(15, able=15, absent=1.0)


@given(**bands)
def test_nobody_loses_a_seat_and_no_more_are_given_than_stay_empty(seats, able, absent):
    assert seats <= overbooked(seats, able=able, absent=absent) <= seats / (1 - absent) + 1e-6


@given(**bands)
def test_what_is_added_surprises_at_most_one_band_of_twenty(seats, able, absent):
    number = overbooked(seats, able=able, absent=absent)

    comes = min(1.0, 1 - absent + SHOW_MARGIN)
    assert number == seats or more_come_than(able + FLEX, booked=number, comes=comes) <= SURPRISE


def test_without_the_bound_a_full_band_would_surprise_more_often():
    unbounded = round(30 / (1 - 0.4))

    assert overbooked(30, able=30, absent=0.4) < unbounded
    assert more_come_than(30 + FLEX, booked=unbounded, comes=0.63) > SURPRISE
