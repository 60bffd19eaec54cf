"""The estimate: few facts give a range of minutes, and real days decide how wide it must be."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.calibration import (
    DEFAULT,
    Calibration,
    Forecast,
    Seen,
    coverage,
    mean_absolute_error,
    recalibrated,
)
from antrean.domain.hall.estimate import Outlook, Pace, forecast, outlook_of, pace
from antrean.domain.hall.order import Waiter

NINE = datetime(2026, 11, 30, 2, tzinfo=UTC)
SIX_COUNTERS = Pace(12.0, counters=6)
PLAIN = Calibration()


def outlook(**more) -> Outlook:
    facts = {"kind": "booked", "ahead": 0, "ahead_now": 0, "idle": 0}
    return Outlook(**{**facts, **more})


def told(calibration: Calibration = PLAIN, **more) -> Forecast:
    return forecast(outlook(**more), pace=SIX_COUNTERS, calibration=calibration)


def booked(number: int, *, window_in: int = 0, told_in: int = 0, **more) -> Waiter:
    """Somebody whose window begins, and whose arrival minute comes, so many minutes after nine."""
    facts = {"line": "booked", "standing": "punctual", "since": NINE + timedelta(minutes=window_in)}
    arrives_at = NINE + timedelta(minutes=told_in)
    return Waiter(id=number, arrives_at=arrives_at, **{**facts, **more})


def walked_in(number: int, *, minutes_ago: int = 0, line: str = "walk_in") -> Waiter:
    since = NINE - timedelta(minutes=minutes_ago)
    return Waiter(id=number, line=line, standing="open", since=since)


def seen_of(me: Waiter, *, waiting=(), expected=(), **more) -> Outlook:
    return outlook_of(me, waiting=waiting, expected=expected, recent=(), now=NINE, **more)


def fate(*, days: int, learn: bool) -> list[Seen]:
    """Tell ranges in a hall three times as slow and twice as erratic as anything believed."""
    chance, calibration, seen = Random(5), PLAIN, []
    for _ in range(days):
        day = [Seen(told(calibration, ahead=3), chance.gammavariate(3, 8)) for _ in range(40)]
        calibration = recalibrated(calibration, day) if learn else calibration
        seen += day
    return seen


def test_before_anything_is_measured_a_service_is_believed_to_take_twelve_minutes():
    assert pace([], counters=6) == Pace(12.0, counters=6, spread=0.6)


def test_many_measured_services_outweigh_the_belief():
    assert pace([6.0] * 190, counters=6).minutes_each == pytest.approx(6.3)


def test_a_service_that_nobody_ended_counts_as_four_usual_ones():
    forgotten = pace([*[10.0] * 99, 600.0], counters=6)

    assert forgotten == pace([*[10.0] * 99, 40.0], counters=6)


def test_where_a_counter_is_free_one_is_called_at_once():
    assert told(idle=1) == Forecast(0, 0, 0)


def test_where_every_counter_is_busy_a_range_is_told():
    range_ = told()

    assert not range_.is_certain
    assert range_.low < range_.high


def test_before_the_counters_begin_the_first_are_told_the_opening():
    assert told(kind="closed", idle=6, ahead=5, ahead_now=5, begins_in=12.4) == Forecast(12, 12, 13)


def test_before_the_counters_begin_the_seventh_waits_for_a_service():
    assert not told(kind="closed", idle=6, ahead=6, ahead_now=6, begins_in=12.4).is_certain


def test_people_who_are_still_on_the_way_and_go_before_make_the_wait_longer():
    assert told(ahead=4, coming=(0.0, 1.0, 2.0)).likely > told(ahead=4).likely


def test_people_who_come_after_the_call_do_not():
    assert told(ahead=4, coming=(60.0,)) == told(ahead=4)


def test_whoever_came_early_is_told_their_window_where_others_wait():
    alone = told(kind="early", window_in=20.0)
    with_others = told(kind="early", window_in=20.0, ahead_now=30)

    assert alone.high < 20
    assert with_others.low <= 20 <= with_others.high


@given(
    ahead=st.integers(0, 80),
    idle=st.integers(0, 6),
    begins_in=st.floats(0, 90),
    window_in=st.floats(0, 60),
    coming=st.lists(st.floats(0, 90), max_size=20).map(lambda each: tuple(sorted(each))),
)
def test_a_range_is_in_order_and_nobody_is_called_before_the_counters_begin(
    ahead, idle, begins_in, window_in, coming
):
    range_ = told(
        DEFAULT,
        kind="early" if window_in else "booked",
        ahead=ahead,
        ahead_now=ahead,
        idle=idle,
        begins_in=begins_in,
        window_in=window_in,
        coming=coming,
    )

    assert int(begins_in) <= range_.low <= range_.likely <= range_.high


@given(ahead=st.integers(0, 80))
def test_one_more_person_ahead_never_shortens_the_wait(ahead):
    assert told(ahead=ahead).likely <= told(ahead=ahead + 1).likely


@given(ahead=st.integers(0, 80), counters=st.integers(1, 20))
def test_one_more_counter_never_lengthens_it(ahead, counters):
    fewer, more = (
        forecast(outlook(ahead=ahead), pace=Pace(12.0, counters=each), calibration=PLAIN)
        for each in (counters, counters + 1)
    )

    assert more.high <= fewer.high


def test_those_ahead_are_counted_by_the_order_of_calling():
    me = booked(9, told_in=10)
    line = [booked(1, told_in=5), booked(2, told_in=20), walked_in(3, minutes_ago=40)]

    assert seen_of(me, waiting=line).ahead == 1


def test_somebody_without_an_appointment_waits_for_all_who_are_booked():
    line = [booked(1), booked(2), walked_in(3, minutes_ago=5)]

    assert seen_of(walked_in(9), waiting=line).ahead == 3


def test_priority_goes_before_those_who_are_booked():
    assert seen_of(walked_in(9, line="priority"), waiting=[booked(1), booked(2)]).ahead == 0


def test_whoever_came_before_their_window_may_be_overtaken_until_it_begins():
    me = booked(9, window_in=10, told_in=12)

    known = seen_of(me, waiting=[walked_in(1), walked_in(2)])

    assert (known.kind, known.ahead, known.ahead_now) == ("early", 0, 2)
    assert known.window_in == 10


def test_of_people_on_the_way_those_count_who_go_before():
    me = booked(9, told_in=15)
    expected = [booked(1, told_in=10), booked(2, told_in=20)]

    assert seen_of(me, expected=expected).coming == (10.0,)


def test_whoever_should_have_come_already_is_not_expected_any_more():
    assert seen_of(booked(9, told_in=15), expected=[booked(1, told_in=-1)]).coming == ()


def test_all_who_are_booked_go_before_somebody_without_an_appointment():
    expected = [booked(1, told_in=10), booked(2, told_in=20)]

    assert seen_of(walked_in(9), expected=expected).coming == (10.0, 20.0)


def test_a_day_of_misses_widens_the_range():
    missed = [Seen(told(ahead=3), 60.0)] * 20

    assert told(recalibrated(PLAIN, missed), ahead=3).high > told(ahead=3).high


def test_a_day_of_hits_narrows_it():
    range_ = told(ahead=3)
    right = [Seen(range_, float(range_.likely))] * 40

    narrower = told(recalibrated(PLAIN, right), ahead=3)

    assert narrower.high - narrower.low < range_.high - range_.low


def test_what_was_certain_teaches_nothing():
    assert recalibrated(PLAIN, [Seen(told(idle=1), 5.0)]) == PLAIN


def test_in_a_hall_like_no_other_eight_of_ten_ranges_hold_in_the_end():
    seen = fate(days=60, learn=True)

    assert coverage(seen[len(seen) // 2 :]) == pytest.approx(0.8, abs=0.03)


def test_without_learning_they_do_not():
    assert coverage(fate(days=60, learn=False)) < 0.3


@given(minutes=st.lists(st.floats(0, 300), min_size=1, max_size=60))
def test_whatever_comes_true_the_three_margins_stay_in_order(minutes):
    range_ = told(ahead=2)

    margins = recalibrated(PLAIN, [Seen(range_, each) for each in minutes]).margins(range_.band)

    assert margins.low <= margins.likely <= margins.high


def test_a_calibration_survives_being_stored():
    learned = recalibrated(DEFAULT, [Seen(told(ahead=3), 9.0)])

    stored = json.loads(json.dumps(learned.as_json()))

    assert Calibration.from_json(stored).as_json() == learned.as_json()


def test_an_office_without_a_past_begins_with_the_default():
    assert Calibration.from_json({}) is DEFAULT


def test_coverage_and_error_leave_out_who_was_called_at_once():
    at_once = Seen(Forecast(0, 0, 0), 0.0)
    hit, miss = (Seen(Forecast(2, 4, 6, "booked 1"), minutes) for minutes in (5.0, 9.0))

    assert coverage([at_once, hit, miss]) == 0.5
    assert mean_absolute_error([at_once, hit, miss]) == 3.0


def test_where_no_range_was_told_none_was_wrong():
    assert coverage([]) == 1.0
    assert mean_absolute_error([]) == 0.0
