"""How patiently somebody is called: often enough and long enough, for some twice as long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.holding import (
    ORDINARY,
    SLOW,
    SLOW_NEEDS,
    Patience,
    may_mark_absent,
    patience_for,
)

CALLED_AT = datetime(2026, 12, 1, 3, tzinfo=UTC)


def may(patience, *, calls, seconds):
    """Say whether somebody called so often, first so many seconds ago, may be marked absent."""
    now = CALLED_AT + timedelta(seconds=seconds)
    return may_mark_absent(patience, calls=calls, first_called_at=CALLED_AT, now=now)


def test_two_calls_and_a_minute_are_enough():
    assert may(ORDINARY, calls=2, seconds=60)


def test_one_call_is_never_enough():
    assert not may(ORDINARY, calls=1, seconds=3600)


def test_many_calls_in_less_than_a_minute_are_not_enough():
    assert not may(ORDINARY, calls=9, seconds=59)


@pytest.mark.parametrize("need", sorted(SLOW_NEEDS))
def test_whoever_is_slower_gets_one_more_call_and_twice_the_time(need):
    assert patience_for([need]) == Patience(ORDINARY.calls + 1, 2 * ORDINARY.seconds)


def test_without_a_need_the_ordinary_patience_holds():
    assert patience_for([]) == ORDINARY


def test_a_need_that_does_not_slow_anybody_changes_nothing():
    assert patience_for(["interpreter"]) == ORDINARY


@given(st.integers(0, 9), st.integers(0, 600))
def test_whoever_may_be_marked_absent_with_a_need_might_be_without(calls, seconds):
    assert may(SLOW, calls=calls, seconds=seconds) <= may(ORDINARY, calls=calls, seconds=seconds)


def test_twin_with_the_ordinary_patience_an_elderly_person_would_be_absent_already():
    assert may(ORDINARY, calls=2, seconds=90)
    assert not may(patience_for(["elderly"]), calls=2, seconds=90)
