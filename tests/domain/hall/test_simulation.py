"""Made-up days: the same rules as in the hall, repeatable, and what they say holds."""

from collections import deque
from dataclasses import replace
from datetime import time
from functools import cache
from random import Random

import pytest

from antrean.domain.hall.bounds import BOUNDS, class_of
from antrean.domain.hall.calibration import DEFAULT
from antrean.domain.hall.order import OrderRules
from antrean.domain.hall.simulated_day import Hall
from antrean.domain.hall.simulation import (
    seats_for_the_same_wait,
    simulate,
    what_if,
    with_percent,
)
from antrean.domain.hall.synthetic_day import FULL, OfficeDay, draw_day, instant

PLAN = OfficeDay()
BLOCKS = OfficeDay(arrivals="blocks")
MOSTLY_PRIORITY = OfficeDay(
    seats=tuple((band, 18) for band, _ in FULL), priority_share=0.85, walk_ins=0
)
UNPUNCTUAL = OfficeDay(punctual=(0.0, 15.0))


@cache
def lived(*plans: OfficeDay, days: int = 5, **more):
    """Live through some days once, however many tests ask; chance is the same each time."""
    return simulate(plans or (PLAN,), days=days, chance=Random(1), **more)


def one_day(plan: OfficeDay):
    """Live through one day; returns the people who were called and the run."""
    people = draw_day(plan, chance=Random(3))
    return people, Hall(plan, people, calibration=DEFAULT, finished=deque()).live_through()


def test_the_same_seed_gives_the_same_answer():
    first, second = (simulate([PLAN], days=1, chance=Random(4)) for _ in range(2))

    assert first == second


def test_everybody_who_comes_is_called_or_turned_away_at_the_door():
    people, run = one_day(PLAN)

    assert len(run.called) + run.turned_away == sum(each.comes_at is not None for each in people)


def test_nobody_is_called_before_the_office_opens():
    _, run = one_day(PLAN)

    assert min(each.called_at for each in run.called) == PLAN.opens


def test_whoever_comes_in_the_break_is_called_after_it():
    _, run = one_day(PLAN)

    in_the_break = [each for each in run.called if 12 * 60 < each.came_at < 13 * 60]
    assert in_the_break
    assert min(each.called_at for each in in_the_break) >= 13 * 60


def test_never_are_more_people_served_than_there_are_counters():
    _, run = one_day(PLAN)

    assert run.busy_minutes <= PLAN.counters * PLAN.working_minutes


def test_a_day_without_a_break_is_one_piece():
    plan = replace(PLAN, hours=replace(PLAN.hours, break_starts=None, break_ends=None))

    assert plan.working_minutes == 480
    assert plan.begins_in(12.5 * 60) == 0


def test_both_ways_of_telling_the_time_draw_the_same_people():
    staggered, blocks = (draw_day(plan, chance=Random(3)) for plan in (PLAN, BLOCKS))

    assert [(each.line, each.takes) for each in staggered] == [
        (each.line, each.takes) for each in blocks
    ]
    assert {each.told for each in blocks if each.window} == {
        each.window[0] for each in blocks if each.window
    }


def test_nobody_is_overbooked_in_the_last_hour():
    people = draw_day(PLAN, chance=Random(3))

    by_band = {
        starts: sum(each.window is not None and each.window[0] == starts for each in people)
        for starts in (840, 900, 930)
    }
    assert by_band == {840: 16, 900: 14, 930: 14}


def test_people_without_an_appointment_stand_as_open():
    people = draw_day(PLAN, chance=Random(3))

    assert {each.waiter.standing for each in people if each.window is None} == {"open"}


def test_eight_of_ten_ranges_hold_from_the_first_days_on():
    assert lived(days=12).coverage_80 == pytest.approx(0.8, abs=0.03)


def test_the_likely_minute_is_wrong_by_about_three_minutes_on_average():
    assert lived(days=12).mae_minutes == pytest.approx(3, abs=0.2)


def test_in_an_office_whose_people_are_unlike_others_the_ranges_need_to_learn():
    learned = lived(UNPUNCTUAL, days=10)
    unlearned = lived(UNPUNCTUAL, days=10, learn=lambda calibration, _: calibration)

    assert learned.coverage_80 > 0.75 > unlearned.coverage_80


def test_nobody_waits_beyond_the_bound_of_their_class():
    answer = lived()

    assert answer.broken_bounds == 0
    assert all(waits.longest <= BOUNDS[kind] for kind, waits in answer.waits.items())


def test_among_many_with_priority_the_others_still_come_in_time():
    assert lived(MOSTLY_PRIORITY).waits["punctual"].broken == 0


def test_without_the_run_of_priority_calls_they_would_not():
    endless = OrderRules(priority_run=1_000_000)

    assert lived(MOSTLY_PRIORITY, rules=endless).waits["punctual"].broken > 0


def test_staggered_arrivals_wait_less_than_blocks_of_half_an_hour():
    assert lived().wait_p90 < lived(BLOCKS).wait_p90 / 2


def test_for_the_same_wait_blocks_serve_fewer_people():
    staggered = lived(days=2)

    percent, blocks = seats_for_the_same_wait(
        [BLOCKS], wait_p90=staggered.wait_p90, days=2, start=lambda: Random(1)
    )

    assert percent < 100
    assert blocks.served_per_day < staggered.served_per_day


def test_half_the_seats_are_taken_evenly_from_the_day():
    thinned = with_percent([replace(PLAN, seats=((time(8), 3), (time(9), 3)))], 50)[0]

    assert thinned.seats == ((time(8), 1), (time(9), 2))


def test_one_more_counter_shortens_the_wait_of_the_same_people():
    five, six = (what_if(PLAN, counters=each, chance=Random(1), days=2) for each in (5, 6))

    assert six.wait_p90 < five.wait_p90


def test_the_plans_of_a_week_are_taken_in_turn():
    quiet = replace(PLAN, seats=((time(9), 1),), walk_ins=0)

    assert lived(quiet, PLAN, days=2).served_per_day < lived(days=2).served_per_day


def test_how_far_the_simulation_is_can_be_heard():
    heard = []

    lived(days=2, told=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 2), (2, 2)]


@pytest.mark.parametrize("wrong", [{"days": 0}, {"counters": -1}])
def test_a_simulation_of_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="a plan, a day and a counter"):
        lived(**wrong)


def test_whoever_comes_far_too_late_has_the_bound_of_those_without_an_appointment():
    visitor = next(each for each in draw_day(PLAN, chance=Random(3)) if each.line == "booked")
    far_too_late = replace(visitor.waiter, standing="end", since=instant(900))

    assert class_of(far_too_late) == "open"
