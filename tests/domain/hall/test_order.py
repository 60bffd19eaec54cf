"""Who is called next: each part of the published order as a story, and what if it were missing."""

from dataclasses import replace

import pytest

from antrean.domain.hall import order
from antrean.domain.hall.order import RULES, Asking, OrderRules, line_up, next_turn
from tests.domain.hall.plain_order import (
    ANY_COUNTER,
    NOW,
    UPSTAIRS,
    booked,
    came,
    minutes,
    numbers,
    parts,
    plain,
)

WITHOUT_PRIORITY_RUN = OrderRules(priority_run=10_000)
WITHOUT_BOOKED_RUN = OrderRules(booked_run=10_000)


def turn(*hall, recent=(), asking=ANY_COUNTER, rules=RULES):
    """Return (number, why) of the next call in this hall."""
    return plain(next_turn(hall, now=NOW, recent=recent, asking=asking, rules=rules))


def line(*hall, recent=(), asking=ANY_COUNTER, rules=RULES):
    """Return the turns of everybody in this hall."""
    return line_up(hall, now=NOW, recent=recent, asking=asking, limit=len(hall), rules=rules)


def test_in_an_empty_hall_nobody_is_called():
    assert turn() is None


# Part 1: exceptions.


def test_an_agreed_exception_comes_before_everybody():
    assert turn(came(1, ago=5, excepted=True), booked(2), booked(3, stage_place=2)) == (
        1,
        "exception",
    )


def test_of_two_exceptions_the_earlier_window_comes_first():
    assert turn(booked(1, window=-30, excepted=True), booked(2, window=-60, excepted=True)) == (
        2,
        "exception",
    )


def test_an_exception_counts_for_no_group():
    exception = line(came(1, ago=5, excepted=True))[0]

    assert exception.group == ""


# Part 2: families.


def test_the_family_of_whoever_was_just_served_comes_next():
    asking = Asking(last_party=7)

    assert turn(booked(1, window=-90), booked(2, window=-60, party=7), asking=asking) == (
        2,
        "family",
    )


def test_another_counter_is_not_bound_by_that_family():
    assert turn(booked(1, window=-90), booked(2, window=-60, party=7)) == (1, "window")


def test_somebody_whose_window_lies_ahead_does_not_come_along_with_their_family():
    asking = Asking(last_party=7)

    assert turn(booked(1), booked(2, window=30, party=7), asking=asking) == (1, "window")


def test_a_family_stands_at_the_place_of_its_last_member():
    hall = [
        booked(1, window=-90, party=7),
        booked(2, window=-60),
        booked(3, window=-30, party=7),
        booked(4, window=-10),
    ]

    assert numbers(line(*hall)) == [2, 1, 3, 4]


def test_whoever_is_at_the_end_takes_the_family_along_there():
    hall = [
        booked(1, window=-30, party=7),
        came(2, ago=70, line="booked", standing="end", party=7),
        booked(3, window=-10),
    ]

    assert numbers(line(*hall)) == [3, 1, 2]


def test_a_member_whose_window_lies_ahead_does_not_hold_back_the_others():
    hall = [booked(1, window=-90, party=7), booked(2, window=-60), booked(3, window=60, party=7)]

    assert numbers(line(*hall)) == [1, 2, 3]


def test_one_member_with_priority_gives_it_to_the_whole_family():
    hall = [
        booked(1, window=-90),
        booked(2, window=-60, party=7),
        booked(3, window=-60, party=7, line="priority"),
    ]

    assert numbers(line(*hall)) == [2, 3, 1]


def test_a_family_counts_once_in_the_runs():
    hall = [booked(each, window=-60, party=7, line="priority") for each in range(1, 5)]

    assert [each.group for each in line(*hall)] == ["priority", "", "", ""]


def priority_families():
    """Ten families of an elderly person and a companion, and somebody who is just punctual."""
    companions = [booked(each, window=-60, party=each) for each in range(10)]
    elderly = [
        booked(each + 50, window=-60, party=each, line="priority", minute=-55) for each in range(10)
    ]
    return [*companions, *elderly, booked(99, window=-60)]


def test_priority_families_let_the_others_have_their_turn():
    assert numbers(line(*priority_families())).index(99) == 4


def test_twin_were_companions_counted_as_others_nobody_else_would_come(monkeypatch):
    monkeypatch.setitem(order.COUNTS_FOR, "family", "booked")

    assert numbers(line(*priority_families())).index(99) == 20


# Part 3: who is further on.


def test_who_is_further_on_comes_before_the_first_stage():
    onward = booked(2, stage_place=1, stage_since=minutes(-1))

    assert turn(booked(1, window=-120), onward) == (2, "further")


def test_the_furthest_stage_comes_first_and_then_who_left_the_one_before_earlier():
    hall = [
        booked(1, stage_place=1, stage_since=minutes(-20)),
        booked(2, stage_place=1, stage_since=minutes(-30)),
        booked(3, stage_place=2, stage_since=minutes(-1)),
    ]

    assert numbers(line(*hall)) == [3, 2, 1]


def test_who_was_served_before_their_window_is_not_early_at_the_next_stage():
    early = booked(2, window=60, stage_place=1, stage_since=minutes(-5), party=7)

    assert turn(booked(1), early, asking=Asking(last_party=7)) == (2, "family")


# Part 4: priority, and its limit.


def test_priority_comes_before_the_others():
    assert turn(booked(1, window=-90), came(2, ago=1, line="priority")) == (2, "priority")


def test_priority_is_ordered_by_window_or_coming():
    hall = [came(1, ago=20, line="priority"), booked(2, window=-40, line="priority")]

    assert numbers(line(*hall)) == [2, 1]


def test_after_two_with_priority_one_of_the_others_is_called():
    hall = [came(each, ago=10, line="priority") for each in (1, 2, 3, 4)] + [booked(5), booked(6)]

    assert numbers(line(*hall)) == [1, 2, 5, 3, 4, 6]


def test_a_recent_run_of_priority_is_remembered():
    recent = ["priority", "priority", "booked"]

    assert turn(came(1, ago=5, line="priority"), booked(2), recent=recent) == (2, "window")


def test_priority_goes_on_where_nobody_else_is_due():
    hall = [came(1, ago=5, line="priority"), booked(2, window=30)]

    assert turn(*hall, recent=["priority"] * 8) == (1, "priority")


def test_twin_without_the_limit_others_wait_for_as_long_as_priority_comes():
    hall = [came(each, ago=10, line="priority") for each in range(40)] + [booked(99)]

    assert numbers(line(*hall)).index(99) == RULES.priority_run
    assert numbers(line(*hall, rules=WITHOUT_PRIORITY_RUN)).index(99) == 40


# Part 5: the others.


def test_the_booked_come_by_window_and_then_by_arrival_minute():
    hall = [
        booked(1, window=-30, minute=-20),
        booked(2, window=-30, minute=-25),
        booked(3, window=-60, minute=-31),
    ]

    assert numbers(line(*hall)) == [3, 2, 1]


def test_the_late_come_behind_all_whose_window_had_begun_when_they_came():
    late = came(1, ago=15, line="booked", standing="late")

    turns = line(late, booked(2, window=-15, minute=-1), booked(3, window=-10), booked(4))

    assert (numbers(turns), parts(turns)[2]) == ([4, 2, 1, 3], "late")


def test_those_without_an_appointment_come_after_the_booked_as_they_came():
    turns = line(came(1, ago=20), came(2, ago=40), booked(3, window=-5))

    assert (numbers(turns), parts(turns)) == ([3, 2, 1], ["window", "open", "open"])


def test_those_far_too_late_come_among_those_without_an_appointment():
    far_too_late = came(1, ago=30, line="booked", standing="end")

    assert numbers(line(came(2, ago=20), far_too_late, came(3, ago=40))) == [3, 1, 2]


def test_whose_window_lies_ahead_comes_only_when_nobody_else_waits():
    turns = line(booked(1, window=30), came(2, ago=1), booked(3, window=15))

    assert (numbers(turns), parts(turns)) == ([2, 3, 1], ["open", "early", "early"])


def test_priority_does_not_help_before_the_own_window():
    assert turn(booked(1, window=30, line="priority"), came(2, ago=1)) == (2, "open")


def overfull_hall():
    """Thirty booked people, and one without an appointment who waited for 61 minutes."""
    return [booked(each, window=-30, minute=each - 30) for each in range(30)] + [came(99, ago=61)]


def test_whoever_waited_an_hour_is_called_after_at_most_four_booked():
    turns = line(*overfull_hall())

    assert numbers(turns).index(99) == RULES.booked_run
    assert turns[RULES.booked_run].why == "waited"


def test_calls_before_this_moment_are_remembered():
    assert turn(*overfull_hall(), recent=["booked"] * 4) == (99, "waited")


def test_priority_in_between_does_not_begin_the_count_again():
    recent = ["booked", "priority", "priority", "booked", "priority", "booked", "booked"]

    assert turn(*overfull_hall(), recent=recent) == (99, "waited")


def test_an_hour_is_not_yet_over_after_fifty_nine_minutes():
    hall = [*overfull_hall()[:30], came(99, ago=59)]

    assert numbers(line(*hall)).index(99) == 30


def test_twin_without_the_limit_they_wait_for_as_long_as_booked_people_come():
    assert numbers(line(*overfull_hall(), rules=WITHOUT_BOOKED_RUN)).index(99) == 30


def test_twin_if_calls_were_forgotten_at_once_they_would_wait_as_long():
    after_each_call = {turn(*overfull_hall()[each:]) for each in range(30)}

    assert (99, "waited") not in after_each_call


def test_no_longer_a_memory_is_needed_than_the_rule_says():
    longest = ["priority", "priority", "booked"] * RULES.booked_run

    assert turn(*overfull_hall(), recent=longest) == (99, "waited")
    assert len(longest) == RULES.remembered


# Wheelchairs.


def test_a_wheelchair_is_not_called_upstairs_while_an_accessible_counter_is_open():
    hall = [booked(1, window=-90, needs_accessible=True), booked(2)]

    assert turn(*hall, asking=UPSTAIRS) == (2, "window")
    assert turn(*hall) == (1, "window")


def test_a_wheelchair_is_not_forgotten_where_no_accessible_counter_is_open():
    alone = replace(UPSTAIRS, others_accessible=False)

    assert turn(booked(1, window=-90, needs_accessible=True), booked(2), asking=alone) == (
        1,
        "window",
    )


def test_an_exception_does_not_call_a_wheelchair_upstairs():
    excepted = booked(1, needs_accessible=True, excepted=True)

    assert turn(excepted, booked(2), asking=UPSTAIRS) == (2, "window")


def test_a_family_goes_where_its_wheelchair_can_go():
    family = [booked(1, window=-90, party=7), booked(2, party=7, needs_accessible=True)]

    assert turn(*family, booked(3), asking=UPSTAIRS) == (3, "window")
    assert numbers(line(*family, booked(3, window=-10))) == [1, 2, 3]


@pytest.mark.parametrize(
    ("why", "group"),
    [
        *(("exception", ""), ("family", ""), ("further", ""), ("priority", "priority")),
        *(("window", "booked"), ("late", "booked"), ("early", "booked")),
        *(("waited", "open"), ("open", "open")),
    ],
)
def test_every_part_of_the_rule_says_what_its_calls_count_for(why, group):
    assert why in order.WHYS
    assert order.Turn(booked(1), why).group == group
