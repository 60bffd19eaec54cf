"""How many people are booked for a band when some of them will not come."""

import math
from functools import cache

FLEX = 2
"""So many people more than a band can serve may come: the next band takes them along."""

SURPRISE = 0.05
"""More than that may come in one band of twenty."""

SHOW_MARGIN = 0.03
"""The true share of people who come may lie so far above the measured one."""


@cache
def overbooked(seats: int, *, able: int, absent: float) -> int:
    """Return how many appointments a band with so many seats gets, never fewer than its seats.

    `able` is how many people the counters serve in the band, `absent` the share of people who do
    not come. It is the largest number up to seats / (1 - absent) of whom, even if a few more come
    than measured, more than `able` + FLEX come in at most one band of twenty.
    Source: overbooking is bounded, in the design of the calendar.
    """
    if not 0 <= absent < 1:
        raise ValueError(f"no share of absent people: {absent}")
    comes = min(1.0, 1 - absent + SHOW_MARGIN)
    most = math.floor(seats / (1 - absent) + 1e-9)
    for number in range(most, seats, -1):
        if more_come_than(able + FLEX, booked=number, comes=comes) <= SURPRISE:
            return number
    return seats


def more_come_than(limit: int, *, booked: int, comes: float) -> float:
    """Return the probability that more than `limit` of the booked come, each by itself."""
    return sum(
        math.comb(booked, number) * comes**number * (1 - comes) ** (booked - number)
        for number in range(limit + 1, booked + 1)
    )
