"""Where somebody stands when they arrive, or come back after a call they missed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.standing import LATE_MINUTES, STANDINGS, Standing, on_arrival, on_return

STARTS = datetime(2026, 12, 1, 2, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=30)
INSTANTS = st.integers(-600, 600).map(lambda minutes: STARTS + timedelta(minutes=minutes))


def arrives(minutes):
    """Return the standing of somebody who comes so many minutes after their window's start."""
    at = STARTS + timedelta(minutes=minutes)
    return on_arrival(at=at, window_starts_at=STARTS, window_ends_at=ENDS)


def returns(minutes, *, times=1, missed=0):
    """Return the standing of somebody who is back so many minutes after their window's start."""
    return on_return(
        at=STARTS + timedelta(minutes=minutes),
        missed_at=STARTS + timedelta(minutes=missed),
        times_missed=times,
        window_starts_at=STARTS,
        window_ends_at=ENDS,
    )


@pytest.mark.parametrize("minutes", [-180, -1, 0, 15, 29])
def test_whoever_comes_before_their_window_ends_is_punctual_by_its_start(minutes):
    assert arrives(minutes) == Standing("punctual", STARTS)


@pytest.mark.parametrize("minutes", [30, 45, 60])
def test_up_to_thirty_minutes_after_the_window_one_is_late_as_of_now(minutes):
    assert arrives(minutes) == Standing("late", STARTS + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [61, 300])
def test_later_than_that_one_stands_at_the_end(minutes):
    assert arrives(minutes) == Standing("end", STARTS + timedelta(minutes=minutes))


def test_without_a_window_one_stands_as_one_came():
    standing = on_arrival(at=STARTS, window_starts_at=None, window_ends_at=None)

    assert standing == Standing("open", STARTS)


@given(INSTANTS, INSTANTS)
def test_coming_earlier_is_never_worse_and_coming_early_gains_nothing(one, other):
    first, second = (
        on_arrival(at=at, window_starts_at=STARTS, window_ends_at=ENDS)
        for at in sorted((one, other))
    )

    assert STANDINGS.index(first.kind) <= STANDINGS.index(second.kind)
    assert STARTS <= first.since <= second.since


@pytest.mark.parametrize("minutes", [1, LATE_MINUTES])
def test_whoever_is_back_in_time_after_the_first_missed_call_is_late(minutes):
    assert returns(minutes) == Standing("late", STARTS + timedelta(minutes=minutes))


def test_whoever_is_back_too_late_stands_at_the_end():
    assert returns(LATE_MINUTES + 1).kind == "end"


def test_after_a_second_missed_call_one_stands_at_the_end_at_once():
    assert returns(1, times=2).kind == "end"


def test_a_call_before_the_own_window_costs_nothing():
    assert returns(10, missed=-20, times=0) == Standing("punctual", STARTS)


def test_after_a_call_before_the_own_window_one_is_still_late_after_it():
    assert returns(40, missed=-20, times=0).kind == "late"


def test_without_a_window_the_same_holds_for_a_missed_call():
    back = on_return(at=ENDS, missed_at=STARTS, times_missed=1)

    assert back == Standing("late", ENDS)
