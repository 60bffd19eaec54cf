"""Walk-ins get the free capacity, and never the time of somebody booked."""

from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.room import walk_in_room

MORNING = {
    "minutes_left": 240.0,
    "counters": 6,
    "minutes_each": 12.0,
    "waiting": 10,
    "expected": 100,
    "show_rate": 0.85,
}

situations = st.fixed_dictionaries(
    {
        "minutes_left": st.floats(0, 600),
        "counters": st.integers(0, 20),
        "minutes_each": st.floats(1, 60),
        "waiting": st.integers(0, 200),
        "expected": st.integers(0, 400),
        "show_rate": st.floats(0, 1),
    }
)


def room(**more) -> int:
    return walk_in_room(**{**MORNING, **more})


def test_what_nobody_needs_is_left_for_walk_ins():
    assert room() == 25


def test_a_full_day_has_no_room():
    assert room(expected=140) == 0


def test_after_closing_there_is_no_room():
    assert room(minutes_left=-5.0, expected=0, waiting=0) == 0


def test_without_a_counter_there_is_no_room():
    assert room(counters=0, expected=0, waiting=0) == 0


def test_where_the_pace_is_unknown_nobody_is_let_in():
    assert room(minutes_each=0.0) == 0


@given(situation=situations)
def test_walk_ins_never_take_the_time_of_somebody_booked(situation):
    able = situation["minutes_left"] * situation["counters"] / situation["minutes_each"]
    booked = situation["waiting"] + situation["expected"] * situation["show_rate"]

    fits = walk_in_room(**situation)

    assert fits == 0 or fits + booked <= able + 1e-6


@given(situation=situations)
def test_one_more_counter_never_leaves_less_room(situation):
    more = {**situation, "counters": situation["counters"] + 1}

    assert walk_in_room(**more) >= walk_in_room(**situation)
