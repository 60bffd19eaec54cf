"""Wishes: what applicants cannot do is never asked of them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.wishes import (
    PART_NAMES,
    NothingLeft,
    Wishes,
    from_json,
    must_leave_something,
    part_of,
)

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
wishes = st.builds(
    Wishes,
    offices=st.lists(st.sampled_from(["kanim-a", "kanim-b", "kanim-c"]), unique=True).map(tuple),
    cannot=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(PART_NAMES))),
    not_on=st.frozensets(days, max_size=5),
    not_before=st.none() | days,
)


@given(wishes)
def test_stored_wishes_are_read_back_the_same(wish):
    assert from_json(wish.as_json()) == wish


@given(wishes, days, st.times())
def test_nothing_ruled_out_is_allowed(wish, day, starts):
    allowed = wish.allows(day, starts)

    ruled_out = (
        day in wish.not_on
        or (wish.not_before is not None and day < wish.not_before)
        or (day.weekday(), part_of(starts)) in wish.cannot
    )
    assert allowed is not ruled_out


def test_the_parts_of_the_day_meet_without_a_gap():
    assert [part_of(time(hour)) for hour in (0, 9, 10, 11, 12, 23)] == [
        "early",
        "early",
        "late",
        "late",
        "afternoon",
        "afternoon",
    ]


def test_ruling_out_every_part_of_every_open_day_is_noticed():
    open_parts = [(0, "early"), (0, "late")]

    with pytest.raises(NothingLeft):
        must_leave_something(frozenset(open_parts), possible=open_parts)
