"""Who gets what in a draw: nobody is passed over, nothing is wasted, everybody can check it."""

from collections import Counter
from dataclasses import replace
from datetime import date, time
from itertools import product

import pytest
from hypothesis import given as each_of
from hypothesis import settings
from hypothesis import strategies as st

from antrean.domain.draw import allocation
from antrean.domain.draw.allocation import (
    EVERYBODY,
    OPEN_FIRST,
    RESERVED_FIRST,
    Cell,
    Drawn,
    Policy,
    allocate,
    by_cutoffs,
    laid_out,
    may_sit,
)
from antrean.domain.draw.lot import Lot
from antrean.domain.wishes import Wishes
from tests.markets import (
    MONDAY,
    POLICIES,
    blocking,
    envy,
    is_before,
    market_and_policy,
    random_market,
    robbed,
    sees_better,
    waste,
)

TUESDAY = date(2026, 12, 1)
SEEDS = range(1000)
EVERYONE, ENTITLED = frozenset({"regular"}), frozenset({"regular", "priority"})


@pytest.fixture(scope="module")
def draws():
    """A thousand draws: lots, seats, policy, and what they came to."""
    return [drawn_market(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def single_draws():
    """A thousand draws in which there are no groups."""
    return [drawn_market(seed, group_max=1) for seed in SEEDS]


def drawn_market(seed, **limits):
    drawn, seats, policy = market_and_policy(seed, **limits)
    return drawn, seats, policy, allocate(drawn, seats=seats, policy=policy)


def lot(number, *offices, pools=EVERYONE, size=1, age=0, **wishes):
    return Drawn(
        Lot("uji", Wishes(offices or ("a",), **wishes), pools, age, size),
        bytes([number]) * 32,
        number,
    )


def cell(office="a", day=MONDAY, starts=time(8), pool="regular"):
    return Cell(office, day, starts, pool)


def given_to(drawn, seats, policy=OPEN_FIRST):
    outcome = allocate(drawn, seats=seats, policy=policy)
    return [outcome.given[each.leaf] for each in drawn]


def in_line(drawn):
    return sorted(drawn, key=lambda each: each.place)


def second_pass(drawn, seats, policy):
    """Give what is left of reserves to whoever got nothing, without walking again: the shortcut."""
    laid = laid_out(seats, policy=policy)
    given, free, _ = allocation._walk(in_line(drawn), laid, policy)
    unserved = [
        replace(each, lot=replace(each.lot, pools=ENTITLED))
        for each in in_line(drawn)
        if given[each.leaf] is None and "regular" in each.lot.pools
    ]
    more, _, _ = allocation._walk(unserved, free, policy)
    return given | more


def reserved(seats):
    return {where: count for where, count in seats.items() if where.pool == "priority"}


def passed_over(each, other, given, policy):
    """Say whether the other sits in a seat left of a reserve that one before would rather have."""
    where = given[other.leaf]
    return (
        where is not None
        and where.pool not in other.lot.pools
        and other.lot.group_size >= each.lot.group_size
        and is_before(each, other)
        and sees_better(each, where._replace(pool="regular"), given, policy)
    )


def test_the_lower_number_goes_first_whatever_the_order_of_coming():
    assert given_to([lot(2), lot(1)], {cell(): 1}) == [None, cell()]


def test_who_lost_before_goes_first():
    assert given_to([lot(1), lot(2, age=1)], {cell(): 1}) == [None, cell()]


def test_of_two_equal_numbers_the_lower_leaf_goes_first():
    low, high = lot(1), replace(lot(2), number=1)

    assert given_to([high, low], {cell(): 1}) == [None, cell()]


def test_soonest_is_the_day_then_the_office_then_the_hour():
    seats = {
        cell("b", MONDAY, time(13)): 1,
        cell("b", MONDAY, time(8)): 1,
        cell("a", MONDAY, time(10)): 1,
        cell("a", TUESDAY, time(8)): 1,
    }

    found = given_to([lot(nth, "a", "b") for nth in range(4)], seats)

    assert found == [
        cell("a", MONDAY, time(10)),
        cell("b", MONDAY, time(8)),
        cell("b", MONDAY, time(13)),
        cell("a", TUESDAY, time(8)),
    ]


def test_the_stated_office_can_come_before_the_day():
    seats = {cell("b", MONDAY): 1, cell("a", TUESDAY): 1}

    found = given_to([lot(1, "a", "b")], seats, Policy(("regular",), objective="office"))

    assert found == [cell("a", TUESDAY)]


def test_a_group_sits_together_or_not_at_all():
    seats = {cell(): 3, cell(day=TUESDAY): 4}

    assert given_to([lot(1, size=4), lot(2, size=4)], seats) == [cell(day=TUESDAY), None]


def test_who_is_smaller_may_use_what_a_group_before_could_not():
    assert given_to([lot(1, size=2), lot(2)], {cell(): 1}) == [None, cell()]


def test_an_entitled_lot_leaves_the_reserved_seat_to_others_or_takes_it_as_published():
    seats = {cell(): 1, cell(pool="priority"): 1}
    drawn = [lot(1, pools=ENTITLED), lot(2, pools=ENTITLED), lot(3)]

    assert given_to(drawn, seats) == [cell(), cell(pool="priority"), None]
    assert given_to(drawn[::2], seats, RESERVED_FIRST) == [cell(pool="priority"), cell()]


def test_what_nobody_entitled_needs_goes_to_the_first_in_line_who_would_be_better():
    seats = {cell(pool="priority"): 1, cell(day=TUESDAY): 1}

    assert given_to([lot(1), lot(2)], seats) == [cell(), cell(day=TUESDAY)]


def test_a_cutoff_says_for_each_size_who_could_sit():
    first, second = lot(1, size=3), lot(2)

    cutoffs = allocate([second, first], seats={cell(): 5}, policy=OPEN_FIRST).cutoffs[cell()]

    assert cutoffs == [EVERYBODY, second.place, first.place, first.place, first.place, None]


def test_a_pool_that_the_policy_does_not_know_is_refused():
    with pytest.raises(ValueError, match="does not know"):
        allocate([], seats={cell(pool="vip"): 1}, policy=OPEN_FIRST)


@pytest.mark.parametrize(
    "said", [{"pools": ("priority",)}, {"pools": ("regular",), "objective": "fastest"}]
)
def test_a_policy_that_says_nothing_is_refused(said):
    with pytest.raises(ValueError):
        Policy(**said)


def test_nobody_anywhere_is_a_draw_too():
    outcome = allocate([], seats={cell(pool="priority"): 2}, policy=OPEN_FIRST)

    assert (outcome.given, outcome.seats[cell()], outcome.walks) == ({}, 2, 2)


def test_in_a_thousand_draws_nobody_is_passed_over_and_nothing_wasted(draws):
    for drawn, _, policy, outcome in draws:
        assert blocking(drawn, outcome.given, outcome.seats, policy) == []
        assert envy(drawn, outcome.given, policy) == []
        assert waste(drawn, outcome.given, outcome.seats, policy) == []


def test_in_a_thousand_draws_everybody_finds_their_result_from_the_cutoffs(draws):
    for drawn, _, policy, outcome in draws:
        for each in drawn:
            own = by_cutoffs(each, cutoffs=outcome.cutoffs, policy=policy)
            assert own == outcome.given[each.leaf]


def test_in_a_thousand_draws_of_single_people_no_reserve_is_taken_from_the_entitled(single_draws):
    for drawn, seats, policy, outcome in single_draws:
        assert robbed(drawn, outcome.given, seats, policy) == []


def test_without_reserves_the_entitled_would_be_robbed(single_draws):
    wronged = 0
    for drawn, seats, policy, _ in single_draws:
        opened = allocation._released(laid_out(seats, policy=policy), reserved(seats), policy)
        outcome = allocate(drawn, seats=opened, policy=policy)
        wronged += bool(robbed(drawn, outcome.given, seats, policy))

    assert wronged > 100


def test_a_further_walk_makes_no_single_person_worse_off(single_draws):
    for drawn, seats, policy, outcome in single_draws:
        first, _, _ = allocation._walk(in_line(drawn), laid_out(seats, policy=policy), policy)

        served = [each for each in drawn if first[each.leaf] is not None]
        last = outcome.given
        assert not any(last[each.leaf] is None for each in served)
        assert not any(sees_better(each, first[each.leaf], last, policy) for each in served)


@settings(max_examples=200, deadline=None)
@each_of(st.integers(), st.sampled_from(POLICIES))
def test_every_seat_is_there_and_taken_at_most_once(seed, policy):
    drawn, seats = random_market(seed)

    outcome = allocate(drawn, seats=seats, policy=policy)

    taken = Counter()
    for each in drawn:
        where = outcome.given[each.leaf]
        taken[where] += each.lot.group_size
        assert where is None or may_sit(each.lot, where)
    assert all(taken[where] <= count for where, count in outcome.seats.items())
    assert sum(outcome.seats.values()) == sum(seats.values())
    assert all(
        taken[where] == count <= seats.get(where, 0)
        for where, count in outcome.seats.items()
        if where.pool == "priority"
    )


@settings(max_examples=200, deadline=None)
@each_of(st.integers(), st.randoms(use_true_random=False))
def test_the_order_of_coming_changes_nothing(seed, chance):
    drawn, seats = random_market(seed)
    shuffled = chance.sample(drawn, len(drawn))

    assert allocate(shuffled, seats=seats, policy=OPEN_FIRST) == allocate(
        drawn, seats=seats, policy=OPEN_FIRST
    )


def test_giving_leftovers_to_the_unserved_alone_passes_people_over(draws):
    wronged = 0
    for drawn, seats, policy, _ in draws:
        given = second_pass(drawn, seats, policy)
        wronged += any(passed_over(*pair, given, policy) for pair in product(drawn, drawn))

    assert wronged > 50


def test_without_releases_seats_are_wasted(draws):
    wasted = 0
    for drawn, seats, policy, _ in draws:
        laid = laid_out(seats, policy=policy)
        given, _, _ = allocation._walk(in_line(drawn), laid, policy)
        wasted += bool(waste(drawn, given, laid, policy))

    assert wasted > 100


KNOT = {
    lot(1, "c", "d", size=2): {"c": 1, "d": 1},
    lot(2, "d", "x", size=2): {"d": 2, "x": 2},
    lot(3, "x", size=3): {"x": 3},
    lot(4, "x", "c", pools=ENTITLED): {"x": 4, "c": 0},
}
"""Who wants which office, the better one first, and their place in the line of each: whoever is
entitled comes first in `c`, which has reserved seats only."""
KNOT_SEATS = {"c": 2, "d": 2, "x": 3}


def fair_outcomes(knot):
    """Return every possible outcome in which nobody has a better right to a better seat."""
    return [
        seated
        for choice in product([None, *KNOT_SEATS], repeat=len(knot))
        if is_possible(seated := dict(zip(knot, choice, strict=True)))
        and not any(has_right(each, office, seated, knot) for each in knot for office in KNOT_SEATS)
    ]


def is_possible(seated):
    used = Counter()
    for each, office in seated.items():
        used[office] += each.lot.group_size
    wanted = all(at is None or at in each.lot.wishes.offices for each, at in seated.items())
    return wanted and all(used[office] <= count for office, count in KNOT_SEATS.items())


def has_right(each, office, seated, knot):
    """Say whether it would rather be there, and fits beside those who come first there."""
    own, wanted = seated[each], each.lot.wishes.offices
    if office not in (wanted[: wanted.index(own)] if own else wanted):
        return False
    first = [
        other.lot.group_size
        for other, at in seated.items()
        if at == office and knot[other][office] < knot[each][office]
    ]
    return sum(first) + each.lot.group_size <= KNOT_SEATS[office]


def test_with_groups_a_reserve_that_can_be_claimed_back_may_leave_no_fair_outcome():
    assert fair_outcomes(KNOT) == []


def test_with_one_line_for_all_cells_the_same_people_have_a_fair_outcome():
    entitled = list(KNOT)[-1]

    assert len(fair_outcomes(KNOT | {entitled: {"x": 4, "c": 4}})) == 1
