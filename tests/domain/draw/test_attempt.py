"""Where there is no chance to be had, the next attempt is as unknown as the first was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.draw import attempt as attempts
from antrean.domain.draw.attempt import (
    ATTEMPTS_MAX,
    WAIT,
    Attempt,
    NoAttemptLeft,
    TooEarly,
    after,
    given_up_message,
)

CLOSES_AT = datetime(2026, 11, 25, 11, tzinfo=UTC)
FIRST = Attempt(date(2026, 11, 25), CLOSES_AT)


def at(minutes):
    return CLOSES_AT + timedelta(minutes=minutes)


def test_an_attempt_asks_ten_minutes_after_the_closing_and_ends_after_thirty():
    assert (FIRST.begins_at, FIRST.asks_at, FIRST.ends_at) == (at(0), at(10), at(30))


def test_later_attempts_follow_by_the_hour():
    third = Attempt(FIRST.day, CLOSES_AT, 2)

    assert (third.begins_at, third.asks_at, third.ends_at) == (at(120), at(130), at(150))


@pytest.mark.parametrize(
    ("minutes", "number"),
    [
        pytest.param(30, 1, id="at once"),
        pytest.param(50, 1, id="just in time"),
        pytest.param(51, 2, id="too late for the next"),
        pytest.param(300, 6, id="hours later"),
    ],
)
def test_what_is_given_up_goes_on_with_an_attempt_that_is_ten_minutes_away(minutes, number):
    assert after(FIRST, given_up_at=at(minutes)).number == number


@given(st.integers(0, 20), st.integers(30, 120))
def test_nothing_of_the_next_attempt_is_known_when_one_is_given_up(number, minutes):
    failed = Attempt(FIRST.day, CLOSES_AT, number)
    given_up_at = failed.begins_at + timedelta(minutes=minutes)

    assert after(failed, given_up_at=given_up_at).begins_at >= given_up_at + WAIT


def test_without_the_wait_an_attempt_could_be_given_up_for_one_that_is_known(monkeypatch):
    monkeypatch.setattr(attempts, "WAIT", timedelta(hours=-2))

    following = after(FIRST, given_up_at=at(100))

    assert following.begins_at < at(100)


def test_an_attempt_is_not_given_up_while_it_may_succeed():
    with pytest.raises(TooEarly):
        after(FIRST, given_up_at=at(29))


def test_after_a_day_of_attempts_nobody_goes_on_by_rule():
    last = Attempt(FIRST.day, CLOSES_AT, ATTEMPTS_MAX - 1)

    with pytest.raises(NoAttemptLeft):
        after(last, given_up_at=last.ends_at)


def test_what_is_signed_when_one_is_given_up_is_exactly_this():
    message = given_up_message(
        Attempt(FIRST.day, CLOSES_AT, 3), at=datetime(1970, 1, 2, tzinfo=UTC)
    )

    assert message == b"antrean-given-up-v1\x0a2026-11-25\x03" + (86_400_000_000).to_bytes(8, "big")
