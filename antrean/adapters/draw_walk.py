"""The walk of a draw, compiled: the same result as `domain/draw/allocation.py`, bit for bit.

What is free at an office for a group of some size, and what a lot's wishes allow, are sets of
slots: one `and` looks at 64 windows. Nothing is kept on disk of what was compiled: what draws is
made of the source that was published.
"""

from collections.abc import Callable, Sequence

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from antrean.adapters.draw_line import in_line
from antrean.adapters.draw_market import (
    NO_OFFICE,
    OFFICES_A_WORD,
    WORD,
    Ints,
    Market,
    Result,
    Words,
)
from antrean.domain.draw.lot import GROUP_MAX

BLOCK = 64  # the wishes of so many lots are fetched at once: one by one the processor would wait


def allocate(market: Market) -> Result:
    """Return who gets which cell. Takes some 40 bytes a lot beside the market itself."""
    line = in_line(market.ages, market.numbers, market.leaves)
    asks, seats = _fetched(line, market.asks), market.seats.copy()
    given = np.full(len(line), -1, np.int32)
    reserves = [pool for pool in range(seats.shape[2]) if pool != market.opens]
    same = walks = 0
    while True:  # each release leaves fewer seats in reserves: it ends
        free, cutoffs = _walk(asks, market.masks, market.days, seats, market.by_office, given, same)
        walks += 1
        left = free[:, :, reserves].sum(axis=2, dtype=np.int32)
        if not left.any():
            return Result(line, given, seats, cutoffs, walks)
        seats[:, :, reserves] -= free[:, :, reserves]
        seats[:, :, market.opens] += left
        same = _unchanged(cutoffs[:, :, market.opens, GROUP_MAX - 1][left > 0])


def _unchanged(full: Ints) -> int:
    """Return how many places at the head of the line get the same after a release.

    `full` are the places after which an open pool that gained had no room for each group any more:
    up to them everybody who wanted to sit there could, and did.
    """
    return int(full.min()) + 1


@njit
def _fetched(line: Ints, asks: Words) -> Words:
    """Return what lots ask for, in the order of the line."""
    fetched = np.empty(asks.shape, np.uint64)
    for place in range(len(line)):
        for word in range(asks.shape[1]):
            fetched[place, word] = asks[line[place], word]
    return fetched


@njit
def _walk(
    asks: Words, masks: Words, days: Ints, seats: Ints, by_office: bool, given: Ints, same: int
) -> tuple[Ints, Ints]:
    """Walk once along the line; write into `given`, return what stays free, and the cutoffs.

    So many places as `same` says at its head get what they were given before.
    """
    _, slots, pools = seats.shape
    free = seats.copy().reshape(-1, pools)
    fits, first, cutoffs = _prepared(seats, len(asks), masks.shape[1])
    wishes = np.empty((BLOCK, masks.shape[1]), np.uint64)
    for place in range(len(asks)):
        size = np.int64(asks[place, 0] >> np.uint64(32) & np.uint64(0xFF))
        if place < same:
            window, pool = given[place] // pools, given[place] % pools
        else:
            if place == same or place % BLOCK == 0:
                _fetch_wishes(wishes, place, asks, masks)
            usable = np.int64(asks[place, 0] >> np.uint64(40) & np.uint64(0xFF))
            window = _best(place, asks, wishes, fits, first, size - 1, usable, days, by_office)
            pool = _pool(window, usable, size, free)
            given[place] = window * pools + pool if window >= 0 else -1
        if window < 0:
            continue
        before = free[window, pool]
        free[window, pool] = before - size
        for lacking in range(before - size, min(before, GROUP_MAX)):
            cutoffs[window // slots, window % slots, pool, lacking] = place
            _close(window, lacking, free, fits, first, slots)
    return free.reshape(seats.shape), cutoffs


@njit(inline="always")
def _fetch_wishes(wishes: Words, begins: int, asks: Words, masks: Words) -> None:
    """Put what a block of lots allows where `_best` finds it: a lot's row is its place's rest."""
    for place in range(begins, min(begins + BLOCK, len(asks))):
        wish = np.int64(asks[place, 0] & np.uint64(0xFFFFFFFF))
        for word in range(masks.shape[1]):
            wishes[place % BLOCK, word] = masks[wish, word]


@njit
def _prepared(seats: Ints, everybody: int, words: int) -> tuple[Words, Ints, Ints]:
    """Return what is as it is before anybody sat down.

    The slots where groups of each size fit in each set of pools; the first word of each such row
    that may have any; and the cutoffs.
    """
    offices, slots, pools = seats.shape
    fits = np.zeros((offices, GROUP_MAX, 1 << pools, words), np.uint64)
    first = np.zeros((offices, GROUP_MAX, 1 << pools), np.int32)
    cutoffs = np.full((offices, slots, pools, GROUP_MAX), -1, np.int32)
    for office in range(offices):
        for slot in range(slots):
            word, bit = slot // WORD, np.uint64(1) << np.uint64(slot % WORD)
            for pool in range(pools):
                for size in range(min(seats[office, slot, pool], GROUP_MAX)):
                    cutoffs[office, slot, pool, size] = everybody
                    for several in range(1 << pools):
                        if several >> pool & 1:
                            fits[office, size, several, word] |= bit
    return fits, first, cutoffs


@njit(inline="always")
def _best(
    place: int,
    asks: Words,
    wishes: Words,
    fits: Words,
    first: Ints,
    lacking: int,
    usable: int,
    days: Ints,
    by_office: bool,
) -> int:
    """Return the window liked best, as (office * slots + slot), or -1.

    Written into its caller, and with whole arrays: handing on parts takes half the time of a walk.
    """
    best_office, best_slot, words = -1, -1, wishes.shape[1]
    for nth in range(OFFICES_A_WORD * (asks.shape[1] - 1)):
        shift = np.uint64(16 * (nth % OFFICES_A_WORD))
        named = asks[place, 1 + nth // OFFICES_A_WORD] >> shift & np.uint64(NO_OFFICE)
        office = int(np.int64(named))
        if office == NO_OFFICE or (by_office and best_slot >= 0):
            break
        for word in range(first[office, lacking, usable], words):
            both = fits[office, lacking, usable, word] & wishes[place % BLOCK, word]
            if both:
                slot: int = word * WORD + _lowest(both)
                if best_slot < 0 or days[slot] < days[best_slot]:
                    best_office, best_slot, words = office, slot, word + 1
                break
    return best_office * len(days) + best_slot if best_slot >= 0 else -1


@njit(inline="always")
def _pool(window: int, usable: int, size: int, free: Ints) -> int:
    """Return the first pool of this window that has the seats; 0 for no window."""
    pool = 0
    while window >= 0 and not (usable >> pool & 1 and free[window, pool] >= size):
        pool += 1
    return pool


@njit(inline="always")
def _close(window: int, lacking: int, free: Ints, fits: Words, first: Ints, slots: int) -> None:
    """Take the window off the sets of pools none of which has more seats than are lacking."""
    office, slot = window // slots, window % slots
    word, bit = slot // WORD, np.uint64(1) << np.uint64(slot % WORD)
    roomy = 0
    for pool in range(free.shape[1]):
        if free[window, pool] > lacking:
            roomy |= 1 << pool
    for several in range(fits.shape[2]):
        if not several & roomy:
            fits[office, lacking, several, word] &= ~bit
            at = first[office, lacking, several]
            while at < fits.shape[3] and not fits[office, lacking, several, at]:
                at += 1
            first[office, lacking, several] = at


@intrinsic
def _lowest(_context: object, _bits: object) -> tuple[object, Callable[..., object]]:
    """Return the place of the lowest bit that is set, an instruction of the processor."""

    def one_instruction(
        _context: object, builder: ir.IRBuilder, _signature: object, words: Sequence[ir.Value]
    ) -> object:
        return builder.cttz(words[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), one_instruction
