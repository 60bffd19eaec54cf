"""The line of a draw, compiled: five million lots in the order in which they walk.

Numbers come from a digest and spread evenly, so lots fall by their first bits into small buckets.
"""

import numpy as np
from numba import njit

from antrean.adapters.draw_market import WORD, Bytes, Ints, Words

BUCKET = 16  # about so many lots are put in order at once


def in_line(ages: Ints, numbers: Words, leaves: Bytes) -> Ints:
    """Return the lots in the order of the line: the lower age, number, leaf goes first.

    Ages count from 0 without gaps; a number is two words, the higher first.
    """
    ages_many = int(ages.max(initial=0)) + 1
    bits = max((len(ages) // (BUCKET * ages_many)).bit_length(), 1)
    lot_bits = len(ages).bit_length()
    starts = np.zeros((ages_many << bits) + 1, np.int32)
    keys = np.empty(len(ages), np.uint64)
    _spread(ages, numbers, starts, keys, bits, lot_bits)
    line: Ints = _ordered(starts, keys, numbers, leaves, lot_bits)
    return line


@njit
def _spread(
    ages: Ints, numbers: Words, starts: Ints, keys: Words, bits: int, lot_bits: int
) -> None:
    """Put a key of each lot into its bucket: the number's next bits, and the lot as the last ones.

    Afterwards `starts` says where each bucket ends.
    """
    first, rest = np.uint64(WORD - bits), np.uint64(bits)
    lots = (np.uint64(1) << np.uint64(lot_bits)) - np.uint64(1)
    for lot in range(len(ages)):
        starts[(np.int64(ages[lot]) << bits | np.int64(numbers[lot, 0] >> first)) + 1] += 1
    for bucket in range(1, len(starts)):
        starts[bucket] += starts[bucket - 1]
    for lot in range(len(ages)):
        bucket = int(np.int64(ages[lot]) << bits | np.int64(numbers[lot, 0] >> first))
        keys[starts[bucket]] = (numbers[lot, 0] << rest) & ~lots | np.uint64(lot)
        starts[bucket] += 1


@njit
def _ordered(ends: Ints, keys: Words, numbers: Words, leaves: Bytes, lot_bits: int) -> Ints:
    """Order each bucket by keys, and by all there is where the bits in two keys are the same."""
    line = np.empty(len(keys), np.int32)
    rest = np.uint64(lot_bits)
    lots = (np.uint64(1) << rest) - np.uint64(1)
    begins = 0
    for bucket in range(len(ends) - 1):
        for at in range(begins + 1, ends[bucket]):
            key, before = keys[at], at - 1
            while before >= begins and keys[before] >> rest >= key >> rest:
                other = keys[before]
                if other >> rest == key >> rest:
                    one, two = np.int64(key & lots), np.int64(other & lots)
                    if not _goes_before(one, two, numbers, leaves):
                        break
                keys[before + 1] = other
                before -= 1
            keys[before + 1] = key
        begins = int(ends[bucket])
    for place in range(len(keys)):
        line[place] = keys[place] & lots
    return line


@njit
def _goes_before(one: int, other: int, numbers: Words, leaves: Bytes) -> bool:
    for part in range(2):
        if numbers[one, part] != numbers[other, part]:
            return bool(numbers[one, part] < numbers[other, part])
    for byte in range(leaves.shape[1]):
        if leaves[one, byte] != leaves[other, byte]:
            return bool(leaves[one, byte] < leaves[other, byte])
    return False
