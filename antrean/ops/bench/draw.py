"""The draw of a whole country on one processor, beside copying and sorting the same arrays."""

import argparse
import resource
from collections.abc import Callable
from importlib.util import find_spec
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from antrean.ops.bars import bars
from antrean.ops.bench.rounds import BenchFailed, medians, rounded, show

if TYPE_CHECKING:
    from antrean.adapters.draw_market import Market

KIB_A_GIB = 2**20
CUTS = 12
"""So many cuts, each of other lots, offices or seats, are drawn by both implementations."""

CUT_LOTS = 250
Facts = dict[str, float | int | str | None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the size of the draw, the rounds, and the seed of what is made up."""
    parser.add_argument("--applications", type=int, default=5_000_000)
    parser.add_argument("--cells", type=int, default=60_000, help="windows of all offices")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)


def run(*, applications: int, cells: int, rounds: int, seed: int, **_: object) -> Facts:
    """Draw again and again and return the medians.

    Raises `BenchFailed` without a compiler, or where the two implementations disagree.
    """
    if find_spec("numba") is None:
        raise BenchFailed("numba is not installed: without it the reference draws, in days.")
    from antrean.ops.bench import made_up_draw

    with bars() as bar:
        made_one, drawn_one, compared_one = bar("made up"), bar("rounds"), bar("cuts")
        small = made_up_draw.make(2_000, cells=3 * made_up_draw.WINDOWS, seed=0)
        compiling = _seconds(lambda: made_up_draw.draw(small.market))[0]
        made = made_up_draw.make(applications, cells=cells, seed=seed)
        made_one(1, 1)
        parts, walks = [], [0]
        for nth in range(rounds):
            limit = _seconds(lambda: _limit(made.market))[0]
            spent, worked = _seconds(lambda: walks.append(made_up_draw.draw(made.market).walks))
            parts.append({"limit_s": limit, "allocation_s": spent, "allocation_cpu_s": worked})
            drawn_one(nth + 1, rounds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_A_GIB
        for nth in range(CUTS):
            if not made_up_draw.agrees((small, made)[nth % 2], lots=CUT_LOTS, seed=nth):
                raise BenchFailed("The two implementations disagree.")
            compared_one(nth + 1, CUTS)
    facts = _told(made.market, medians(parts))
    return facts | {
        "walks": walks[-1],
        "compile_s": rounded(compiling),
        "peak_gib": rounded(peak),
        "agrees_with_reference": True,
        "rounds": rounds,
    }


def _limit(market: "Market") -> None:
    """Copy the arrays and sort the numbers: no draw does less."""
    for array in (market.asks, market.ages, market.leaves, market.seats):
        array.copy()
    market.numbers[:, 0].copy().sort()


def _seconds(deed: Callable[[], object]) -> tuple[float, float]:
    """Return how long a deed took, by the clock and of the processor."""
    begun, worked = perf_counter(), process_time()
    deed()
    return perf_counter() - begun, process_time() - worked


def _told(market: "Market", seconds: dict[str, float]) -> Facts:
    """Show the times beside the limit, and return them with the size of the draw."""
    applications, (offices, slots, _) = len(market.asks), market.seats.shape
    named = {
        "allocated": "allocation_s",
        "of it the processor": "allocation_cpu_s",
        "limit: copied and sorted": "limit_s",
    }
    limit = max(0.01, seconds["limit_s"])
    rows = [
        {"what": what, "seconds": seconds[key], "of the limit": rounded(seconds[key] / limit)}
        for what, key in named.items()
    ]
    show(f"{applications:,} applications, {offices * slots:,} windows, one processor", rows)
    return {
        "applications": applications,
        "cells": offices * slots,
        "seats": int(market.seats.sum()),
        **seconds,
        "ratio": rounded(seconds["allocation_s"] / limit),
    }
