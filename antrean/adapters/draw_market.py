"""A draw in arrays, as `draw_walk` takes it, and the way there and back."""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from antrean.domain.draw.allocation import (
    EVERYBODY,
    Cell,
    Drawn,
    Outcome,
    Place,
    Policy,
    laid_out,
)
from antrean.domain.draw.lot import Lot
from antrean.domain.draw.numbers import NUMBER_BYTES
from antrean.domain.wishes import Wishes, part_of

WORD = 64  # bits
OFFICES_A_WORD = 4
NO_OFFICE = 0xFFFF
POOLS_MAX = 8

Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
When = tuple[date, time]


class Market(NamedTuple):
    """Lots, offices, and slots: days and hours, in order of time. Pools as in the policy.

    A set of slots is a row of bits, 64 in a word, from the lowest bit on.
    """

    asks: Words  # (lots, words): see `asks_in_words`
    ages: Ints  # (lots,), from 0 without gaps, the lower goes first
    numbers: Words  # (lots, 2), the higher 64 bits first
    leaves: Bytes  # (lots, 32)
    masks: Words  # (wishes, words): the slots that a wish allows
    days: Ints  # (slots,), the same for slots of one day, ascending
    seats: Ints  # (offices, slots, pools), 0 where there is no such cell
    opens: int  # the pool that what is left of reserves falls to
    by_office: bool  # the stated office comes before the day


class Result(NamedTuple):
    """What the last walk came to. A cell is a number: its index in `seats`, counted flat."""

    line: Ints  # (lots,), in the order of the line
    given: Ints  # (lots,), for each place in the line the cell, or -1
    seats: Ints  # (offices, slots, pools), after all releases
    cutoffs: Ints  # (offices, slots, pools, sizes): places in the line; all lots, or -1 for nobody
    walks: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A market and what its numbers stand for."""

    market: Market
    places: Sequence[Place]  # of the lots
    cells: Mapping[int, Cell]  # by number


def asks_in_words(wishes: Ints, *, sizes: Ints, pools: Ints, offices: Ints) -> Words:
    """Return what lots ask for: a row of words each, so that one look fetches all of it.

    The first word is the wish (32 bits), the size (8) and the set of pools (8), from the lowest
    bit on. The others hold four offices each, 16 bits an office, the preferred one first; what is
    -1 in `offices`, (lots, named at most), is none.
    """
    lots, named = offices.shape
    words = -(-named // OFFICES_A_WORD)
    asks = np.empty((lots, 1 + words), np.uint64)
    asks[:, 0] = wishes.astype(np.uint64) | (sizes | pools << 8).astype(np.uint64) << np.uint64(32)
    padded = np.full((lots, OFFICES_A_WORD * words), NO_OFFICE, "<u2")
    padded[:, :named] = offices.astype(np.uint16)
    asks[:, 1:] = padded.view("<u8")
    return asks


def masks_in_words(allowed: NDArray[np.bool_]) -> Words:
    """Return rows of truths, (wishes, slots), as sets of slots."""
    wishes, slots = allowed.shape
    padded = np.zeros((wishes, -(-slots // WORD) * WORD), np.bool_)
    padded[:, :slots] = allowed
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def draw_numbers(leaves: Bytes, *, seed: bytes) -> Words:
    """Return the draw numbers of leaves, (lots, 2), as `domain.draw.numbers` defines them."""
    held = leaves.tobytes()
    size = leaves.shape[1]
    digests = (hashlib.sha256(seed + held[at : at + size]) for at in range(0, len(held), size))
    numbers = b"".join(digest.digest()[:NUMBER_BYTES] for digest in digests)
    return np.frombuffer(numbers, ">u8").astype(np.uint64).reshape(-1, 2)


def pack(drawn: Sequence[Drawn], *, seats: Mapping[Cell, int], policy: Policy) -> Packed:
    """Return a draw in arrays; raises `ValueError` as `domain.draw.allocation.allocate` does.

    Raises it also for more than eight pools or 65,535 offices: arrays have no room for them.
    """
    laid = laid_out(seats, policy=policy)
    offices = {name: nth for nth, name in enumerate(sorted({cell.office for cell in laid}))}
    times = {when: nth for nth, when in enumerate(sorted({cell[1:3] for cell in laid}))}
    if len(policy.pools) > POOLS_MAX or len(offices) > NO_OFFICE:
        raise ValueError("More pools or offices than the arrays hold.")
    places = [each.place for each in drawn]
    shape = len(offices), len(times), len(policy.pools)
    counts = np.zeros(shape, np.int32)
    cells = {}
    for cell, count in laid.items():
        at = offices[cell.office], times[cell[1:3]], policy.pools.index(cell.pool)
        counts[at] = count
        cells[int(np.ravel_multi_index(at, shape))] = cell
    asks, masks = _asked([each.lot for each in drawn], offices, list(times), policy)
    ages = {age: nth for nth, age in enumerate(sorted({place.age for place in places}))}
    market = Market(
        asks=asks,
        ages=_ints(ages[place.age] for place in places),
        numbers=_numbers(places),
        leaves=np.frombuffer(b"".join(place.leaf for place in places), np.uint8).reshape(-1, 32),
        masks=masks,
        days=_ints(day.toordinal() for day, _ in times),
        seats=counts,
        opens=policy.pools.index(policy.opens),
        by_office=policy.objective == "office",
    )
    return Packed(market, places, cells)


def unpack(result: Result, packed: Packed) -> Outcome:
    """Return the outcome that a result stands for."""
    line = [packed.places[lot] for lot in result.line]
    places: list[Place | None] = [*line, EVERYBODY, None]  # the last one is at -1
    given = zip(line, result.given.tolist(), strict=True)
    seats = result.seats.ravel()
    cutoffs = result.cutoffs.reshape(-1, result.cutoffs.shape[-1])
    return Outcome(
        given={place.leaf: packed.cells.get(number) for place, number in given},
        seats={cell: int(seats[number]) for number, cell in packed.cells.items()},
        cutoffs={
            cell: [places[at] for at in cutoffs[number]] for number, cell in packed.cells.items()
        },
        walks=result.walks,
    )


def _asked(
    lots: Sequence[Lot],
    offices: Mapping[str, int],
    times: Sequence[When],
    policy: Policy,
) -> tuple[Words, Words]:
    """Return what lots ask for, and the sets of slots that their wishes allow."""
    wishes: dict[Wishes, int] = {}
    rows = []
    for lot in lots:
        named = [offices[office] for office in lot.wishes.offices if office in offices]
        pools = sum(1 << nth for nth, pool in enumerate(policy.pools) if pool in lot.pools)
        wish = wishes.setdefault(replace(lot.wishes, offices=()), len(wishes))
        rows.append((wish, lot.group_size, pools, named))
    most = max([len(named) for *_, named in rows], default=1)
    asks = asks_in_words(
        _ints(wish for wish, *_ in rows),
        sizes=_ints(size for _, size, *_ in rows),
        pools=_ints(pools for _, _, pools, _ in rows),
        offices=np.array(
            [named + [-1] * (most - len(named)) for *_, named in rows], np.int32
        ).reshape(len(rows), most),
    )
    return asks, _masks(wishes, times)


def _masks(wishes: Collection[Wishes], times: Sequence[When]) -> Words:
    """Return the slots that each wish allows, as `Wishes.allows` has it, but a set at a time."""
    days: dict[object, int] = defaultdict(int)
    parts: dict[object, int] = defaultdict(int)
    for nth, (day, starts) in enumerate(times):
        days[day] |= 1 << nth
        parts[day.weekday(), part_of(starts)] |= 1 << nth
    size = -(-len(times) // WORD) * (WORD // 8)
    held = bytearray()
    for wish in wishes:
        allowed = (1 << len(times)) - 1
        for each in wish.cannot:
            allowed &= ~parts[each]
        for day in wish.not_on:
            allowed &= ~days[day]
        if wish.not_before is not None:
            allowed &= -1 << bisect_left(times, (wish.not_before, time.min))
        held += allowed.to_bytes(size, "little")
    return np.frombuffer(held, "<u8").astype(np.uint64).reshape(len(wishes), size // 8)


def _numbers(places: Sequence[Place]) -> Words:
    held = b"".join(place.number.to_bytes(NUMBER_BYTES, "big") for place in places)
    return np.frombuffer(held, ">u8").astype(np.uint64).reshape(-1, 2)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int32)
