"""The compiled draw: bit for bit what the reference says, and the reference where it is missing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as each_of
from hypothesis import settings
from hypothesis import strategies as st

from antrean.adapters import draw_market, draw_walk, fast_draw
from antrean.adapters.draw_line import in_line
from antrean.domain.draw import allocation
from antrean.domain.draw.allocation import OPEN_FIRST, Policy, allocate
from antrean.domain.draw.numbers import draw_number
from tests.markets import market_and_policy, random_market

SEEDS = range(1000)


ROOMY = {"seats_most": (14, 6), "lots_most": 150}
"""Seats for many groups of six, so that walks begin where they first differ from the one before."""


def disagreements(seeds, **limits):
    """Return the seeds of the markets in which the two implementations differ."""
    found = []
    for seed in seeds:
        drawn, seats, policy = market_and_policy(seed, group_max=6, **limits)
        fast = fast_draw.allocate(drawn, seats=seats, policy=policy)
        if fast != allocate(drawn, seats=seats, policy=policy):
            found.append(seed)
    return found


def test_in_a_thousand_markets_both_say_the_same():
    assert disagreements(SEEDS) == []


def test_in_roomier_markets_too():
    assert disagreements(range(300), **ROOMY) == []


@settings(max_examples=100, deadline=None)
@each_of(st.integers())
def test_in_any_other_market_too(seed):
    assert disagreements([seed]) == []


def test_a_walk_that_forgets_that_earlier_places_change_differs(monkeypatch):
    monkeypatch.setattr(draw_walk, "_unchanged", lambda full: int(full.max()) + 1)

    assert len(disagreements(range(100), **ROOMY)) > 20


def test_a_line_by_numbers_alone_differs(monkeypatch):
    monkeypatch.setattr(
        draw_walk, "in_line", lambda ages, numbers, leaves: in_line(0 * ages, numbers, leaves)
    )

    assert len(disagreements(SEEDS)) > 50


def widened(seed):
    """Return a roomy market with three pools, and five offices in place of each."""
    drawn, seats = random_market(seed, **ROOMY)
    wide = {
        cell._replace(
            office=f"{cell.office}-{nth}",
            pool="urgent" if (cell.pool, nth) == ("priority", 1) else cell.pool,
        ): count
        for cell, count in seats.items()
        for nth in range(5)
    }
    named = tuple(f"kanim-satu-{nth}" for nth in range(5))
    pools = {"regular": {"regular"}, "priority": {"regular", "urgent", "priority"}}
    lots = []
    for each in drawn:
        wishes = replace(each.lot.wishes, offices=named[len(each.lot.wishes.offices) - 1 :])
        allowed = frozenset().union(*(pools[pool] for pool in each.lot.pools))
        lots.append(replace(each, lot=replace(each.lot, wishes=wishes, pools=allowed)))
    return lots, wide


def test_more_pools_and_more_offices_than_fit_a_word_are_drawn_alike():
    policy = Policy(("urgent", "regular", "group", "priority"))
    for seed in range(30):
        drawn, wide = widened(seed)

        found = fast_draw.allocate(drawn, seats=wide, policy=policy)

        assert found == allocate(drawn, seats=wide, policy=policy), seed
        assert len(found.seats) == 4 * len({cell[:3] for cell in wide})


@pytest.mark.parametrize("seed", range(5))
def test_nobody_and_nothing_are_no_trouble(seed):
    drawn, seats, policy = market_and_policy(seed)

    for some in ([], drawn):
        for any_seats in ({}, seats):
            found = fast_draw.allocate(some, seats=any_seats, policy=policy)
            assert found == allocate(some, seats=any_seats, policy=policy)


def test_more_pools_than_the_arrays_hold_are_refused():
    policy = Policy(("regular", *(f"pool-{nth}" for nth in range(8))))

    with pytest.raises(ValueError, match="hold"):
        fast_draw.allocate([], seats={}, policy=policy)


def test_without_the_compiler_the_reference_draws(monkeypatch):
    drawn, seats = random_market(7)
    asked = []
    monkeypatch.setattr(fast_draw, "find_spec", lambda _: None)
    monkeypatch.setattr(allocation, "allocate", lambda *args, **words: asked.append((args, words)))

    fast_draw.allocate(drawn, seats=seats, policy=OPEN_FIRST)

    assert asked == [((drawn,), {"seats": seats, "policy": OPEN_FIRST})]


@settings(max_examples=100, deadline=None)
@each_of(st.integers(0, 2**32), st.integers(0, 3000), st.sampled_from([1, 2, 2**20, 2**64 - 1]))
def test_the_line_is_by_age_number_and_leaf(seed, lots, most):
    chance = np.random.default_rng(seed)
    ages = chance.integers(0, 3, lots, dtype=np.int32)
    numbers = chance.integers(0, most, (lots, 2), dtype=np.uint64)
    leaves = chance.integers(0, 256, (lots, 32), dtype=np.uint8)

    line = in_line(ages, numbers, leaves)

    assert line.tolist() == sorted(
        range(lots), key=lambda lot: (ages[lot], *numbers[lot], leaves[lot].tobytes())
    )


def test_draw_numbers_are_those_of_the_definition():
    leaves = np.random.default_rng(1).integers(0, 256, (50, 32), dtype=np.uint8)

    numbers = draw_market.draw_numbers(leaves, seed=b"seed" * 8)

    for leaf, (high, low) in zip(leaves, numbers.tolist(), strict=True):
        assert high << 64 | low == draw_number(leaf.tobytes(), seed=b"seed" * 8)
