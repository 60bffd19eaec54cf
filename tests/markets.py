"""Made-up draws for tests, and what is fair in them, said apart from how it is reached."""

import random
from datetime import date, time, timedelta

from antrean.domain.draw.allocation import OPEN_FIRST, Cell, Drawn, Policy, liking, may_sit
from antrean.domain.draw.lot import Lot
from antrean.domain.wishes import PART_NAMES, Wishes

MONDAY = date(2026, 11, 30)
OFFICES = ("kanim-satu", "kanim-dua", "kanim-tiga")
HOURS = (time(8), time(10, 30), time(13))
POLICIES = [
    Policy(pools, objective=objective)
    for pools in (("regular", "priority"), ("priority", "regular"))
    for objective in ("soonest", "office")
]


def random_market(seed, *, group_max=4, seats_most=(3, 2), lots_most=40):
    """Return lots in no order and seats: small, scarce, with ties, groups and reserves.

    A cell has at most so many seats, open and reserved.
    """
    chance = random.Random(seed)
    days = [MONDAY + timedelta(days=nth) for nth in range(chance.randint(1, 4))]
    seats = {
        Cell(office, day, hour, pool): chance.randint(0, most)
        for office in OFFICES
        for day in days
        for hour in HOURS
        for pool, most in zip(("regular", "priority"), seats_most, strict=True)
        if chance.random() < 0.7
    }
    drawn = [_random_lot(chance, days, group_max) for _ in range(chance.randint(1, lots_most))]
    return drawn, seats


def market_and_policy(seed, **limits):
    """Return a market as above and one of all policies, each as often as the others."""
    return *random_market(seed, **limits), POLICIES[seed % len(POLICIES)]


def _random_lot(chance, days, group_max):
    offices = chance.sample(OFFICES, chance.randint(1, 3))
    parts = [(weekday, part) for weekday in range(5) for part in PART_NAMES]
    wishes = Wishes(
        tuple(offices),
        frozenset(chance.sample(parts, chance.randint(0, 6))),
        frozenset(chance.sample(days, chance.randint(0, 1))),
        chance.choice([None, None, *days]),
    )
    pools = chance.choice([{"regular"}, {"regular"}, {"regular", "priority"}, {"priority"}])
    size = chance.choice([1, 1, chance.randint(1, group_max)])
    lot = Lot("uji", wishes, frozenset(pools), chance.choice([0, 0, 0, 1, 3]), size)
    number = chance.choice([chance.randint(0, 3), chance.getrandbits(128), 2**64 + 1, 2**64])
    return Drawn(lot, chance.randbytes(32), number)


def is_before(one, other):
    """Say whether one stands before the other in the line."""
    ages = (one.lot.age_class, other.lot.age_class)
    if ages[0] != ages[1]:
        return ages[0] > ages[1]
    return (one.number, one.leaf) < (other.number, other.leaf)


def sees_better(each, cell, given, policy):
    """Say whether a lot may use a cell, and its window is better than what the lot was given."""
    if not may_sit(each.lot, cell):
        return False
    own = given[each.leaf]
    return own is None or liking(each.lot, cell, policy)[:3] < liking(each.lot, own, policy)[:3]


def blocking(drawn, given, seats, policy=OPEN_FIRST):
    """Return each (lot, cell) where the lot could have been seated at its turn, and better."""
    return [
        (each, cell)
        for each in drawn
        for cell in seats
        if sees_better(each, cell, given, policy)
        and each.lot.group_size
        <= seats[cell]
        - sum(
            other.lot.group_size
            for other in drawn
            if given[other.leaf] == cell and is_before(other, each)
        )
    ]


def envy(drawn, given, policy=OPEN_FIRST):
    """Return each pair of which the latter, behind in the line, sits where the former would be."""
    return [
        (each, other)
        for each in drawn
        for other in drawn
        if given[other.leaf] is not None
        and other.lot.group_size >= each.lot.group_size
        and is_before(each, other)
        and sees_better(each, given[other.leaf], given, policy)
    ]


def waste(drawn, given, seats, policy=OPEN_FIRST):
    """Return each (lot, cell) with so many free seats at the end, where the lot would be better.

    What is free of a reserve is everybody's who may use open seats.
    """
    free = dict(seats)
    for each in drawn:
        if (cell := given[each.leaf]) is not None:
            free[cell] -= each.lot.group_size
    return [
        (each, cell)
        for each in drawn
        for cell in seats
        if free[cell] >= each.lot.group_size
        and any(
            sees_better(each, cell._replace(pool=pool), given, policy)
            for pool in {cell.pool, policy.opens}
        )
    ]


def robbed(drawn, given, seats, policy=OPEN_FIRST):
    """Return each (lot, cell of a reserve) where too few of the entitled sit, and one would."""
    entitled = {each.leaf for each in drawn if "priority" in each.lot.pools}
    return [
        (each, cell)
        for each in drawn
        for cell in seats
        if cell.pool == "priority"
        and sees_better(each, cell, given, policy)
        and seats[cell]
        > sum(given[leaf] is not None and given[leaf][:3] == cell[:3] for leaf in entitled)
    ]
