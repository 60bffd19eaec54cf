"""What follows from not coming: little the first time, a pause the second, nothing if excused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.absence import (
    COUNTED_DAYS,
    PAUSE_DAYS,
    Absence,
    lowers_age_class,
    paused_until,
)

FIRST, SECOND = date(2026, 3, 2), date(2026, 9, 14)
AFTERWARDS = SECOND + timedelta(days=1)
OVER = date(2026, 10, 14)

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
absences = st.lists(st.builds(Absence, day=days, excused=st.booleans()), max_size=6)


def test_nobody_is_paused_without_an_absence():
    assert paused_until([], today=FIRST) is None


def test_the_first_absence_pauses_nobody():
    assert paused_until([Absence(FIRST)], today=FIRST) is None


def test_a_second_within_twelve_months_pauses_thirty_days_from_its_day():
    assert paused_until([Absence(FIRST), Absence(SECOND)], today=AFTERWARDS) == OVER


@pytest.mark.parametrize(
    ("today", "until"),
    [(SECOND, OVER), (OVER - timedelta(days=1), OVER), (OVER, None)],
)
def test_the_pause_ends_by_itself(today, until):
    assert paused_until([Absence(FIRST), Absence(SECOND)], today=today) == until


def test_an_absence_more_than_twelve_months_ago_no_longer_counts():
    long_ago = SECOND - timedelta(days=COUNTED_DAYS)

    assert paused_until([Absence(long_ago), Absence(SECOND)], today=AFTERWARDS) is None
    assert paused_until([Absence(long_ago + timedelta(days=1)), Absence(SECOND)], today=AFTERWARDS)


@pytest.mark.parametrize("excused", [FIRST, SECOND])
def test_an_excused_absence_pauses_nobody(excused):
    noted = [Absence(day, excused=day == excused) for day in (FIRST, SECOND)]

    assert paused_until(noted, today=AFTERWARDS) is None


def test_a_third_absence_begins_a_pause_of_its_own():
    third = OVER + timedelta(days=5)
    noted = [Absence(FIRST), Absence(SECOND), Absence(third)]

    assert paused_until(noted, today=third) == third + timedelta(days=PAUSE_DAYS)


def test_two_places_missed_on_one_day_are_two_absences():
    assert paused_until([Absence(SECOND), Absence(SECOND)], today=SECOND) == OVER


@given(absences, days)
def test_a_pause_lies_ahead_and_is_never_longer_than_published(noted, today):
    until = paused_until(noted, today=today) or today + timedelta(days=1)

    latest = max([each.day for each in noted], default=today)
    assert today < until <= max(latest, today) + timedelta(days=PAUSE_DAYS)


@given(absences, days, st.randoms())
def test_the_order_in_which_absences_are_listed_changes_nothing(noted, today, chance):
    shuffled = chance.sample(noted, len(noted))

    assert paused_until(shuffled, today=today) == paused_until(noted, today=today)


@given(absences, days)
def test_excusing_everything_leaves_nothing(noted, today):
    excused = [Absence(each.day, excused=True) for each in noted]

    assert paused_until(excused, today=today) is None
    assert not lowers_age_class(excused, last_taken_in=None)


def test_twin_without_the_excuse_the_pause_would_hold():
    excused, standing = Absence(SECOND, excused=True), Absence(SECOND)

    assert paused_until([Absence(FIRST), standing], today=AFTERWARDS)
    assert not paused_until([Absence(FIRST), excused], today=AFTERWARDS)


def test_the_first_absence_lowers_the_next_age_class():
    assert lowers_age_class([Absence(FIRST)], last_taken_in=None)


def test_it_lowers_it_until_it_was_used_once():
    assert lowers_age_class([Absence(FIRST)], last_taken_in=FIRST - timedelta(days=9))
    assert not lowers_age_class([Absence(FIRST)], last_taken_in=FIRST + timedelta(days=9))


def test_without_an_absence_nothing_is_lowered():
    assert not lowers_age_class([], last_taken_in=None)
