"""How many people without an appointment can still be served today."""

import math


def walk_in_room(
    *,
    minutes_left: float,
    counters: int,
    minutes_each: float,
    waiting: int,
    expected: int,
    show_rate: float,
) -> int:
    """Return how many more people fit until closing, never below zero.

    `waiting` are in the hall now, `expected` have an appointment later today, of whom a share of
    `show_rate` will come. They go first: a walk-in never takes the time of somebody booked.
    """
    if minutes_each <= 0:
        return 0
    able = max(0.0, minutes_left) * max(0, counters) / minutes_each
    return max(0, math.floor(able - waiting - expected * show_rate))
