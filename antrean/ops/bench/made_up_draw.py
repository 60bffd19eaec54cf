"""A made-up draw of any size: people who name offices near them, seats for two thirds of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from antrean.adapters import draw_walk
from antrean.adapters.draw_market import (
    Ints,
    Market,
    Packed,
    Result,
    asks_in_words,
    draw_numbers,
    masks_in_words,
    unpack,
)
from antrean.domain.draw.allocation import OPEN_FIRST, Cell, Drawn, allocate
from antrean.domain.draw.lot import Lot
from antrean.domain.wishes import PART_NAMES, PARTS, Wishes

DAYS, BANDS = 30, 16
WINDOWS = DAYS * BANDS
"""Windows of an office: half hours from eight on, on thirty days in a row."""

MONDAY = date(2026, 11, 30)
KINDS = 50_000
"""So many different wishes there are at most."""

CUT_OFFICES = 3
SEATS_FOR, RESERVED, ENTITLED = 0.7, 0.15, 0.12
SIZES = (1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6)
SEED = b"antrean bench draw".ljust(32)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Wishes without offices, in arrays with a row for each."""

    cannot: NDArray[np.bool_]  # (kinds, weekdays, parts)
    not_on: NDArray[np.bool_]  # (kinds, days)
    not_before: NDArray[np.int64]  # (kinds,), the first day that suits

    def masks(self) -> NDArray[np.uint64]:
        """Return the windows that each allows."""
        days = np.repeat(np.arange(DAYS), BANDS)
        parts = np.array([_part(starts) for _, starts in _windows()])
        allowed = ~self.cannot[:, days % 7, parts] & ~self.not_on[:, days]
        return masks_in_words(allowed & (days >= self.not_before[:, None]))

    def wishes(self, kind: int, offices: tuple[str, ...]) -> Wishes:
        """Return one of them as the intake would store it."""
        parts = zip(*np.nonzero(self.cannot[kind]), strict=True)
        days = np.nonzero(self.not_on[kind])[0].tolist()
        return Wishes(
            offices,
            frozenset((int(weekday), PART_NAMES[part]) for weekday, part in parts),
            frozenset(MONDAY + timedelta(days=day) for day in days),
            MONDAY + timedelta(days=int(self.not_before[kind])),
        )


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A draw in arrays, and what its numbers mean."""

    market: Market
    kinds: Kinds
    wish: Ints  # (lots,) the kind of wishes
    sizes: Ints  # (lots,)
    entitled: NDArray[np.bool_]  # (lots,)
    offices: Ints  # (lots, 3), -1 for none


def make(applications: int, *, cells: int, seed: int) -> MadeUp:
    """Return a draw with so many applications and, to the next office, so many cells of two pools.

    Draw numbers are digests, one for each application; that takes most of the time.
    """
    chance = np.random.default_rng(seed)
    offices = max(1, round(cells / WINDOWS))
    kinds = _kinds(chance, min(KINDS, applications))
    wish = chance.integers(0, len(kinds.not_before), applications, dtype=np.int32)
    sizes = chance.choice(np.array(SIZES, np.int32), applications)
    entitled = chance.random(applications) < ENTITLED
    named = _named(chance, applications, offices)
    leaves = chance.integers(0, 256, (applications, 32), dtype=np.uint8)
    market = Market(
        asks=asks_in_words(
            wish, sizes=sizes, pools=np.where(entitled, 3, 1).astype(np.int32), offices=named
        ),
        ages=chance.choice(np.arange(3, dtype=np.int32), applications, p=[0.02, 0.08, 0.9]),
        numbers=draw_numbers(leaves, seed=SEED),
        leaves=leaves,
        masks=kinds.masks(),
        days=np.repeat(np.arange(DAYS, dtype=np.int32), BANDS),
        seats=_seats(chance, named[:, 0], int(sizes.sum()), offices),
        opens=0,
        by_office=False,
    )
    return MadeUp(market, kinds, wish, sizes, entitled, named)


def draw(market: Market) -> Result:
    """Draw it, compiled."""
    return draw_walk.allocate(market)


def agrees(made: MadeUp, *, lots: int, seed: int) -> bool:
    """Say whether both implementations draw a cut of it alike, bit for bit.

    The cut are some lots that name none but the first offices, and as few seats for them.
    """
    market, chance = made.market, np.random.default_rng(seed)
    offices = min(CUT_OFFICES, len(market.seats))
    chosen = chance.permutation(np.nonzero((made.offices < offices).all(axis=1))[0])[:lots]
    seats = market.seats[:offices]
    share = min(1, SEATS_FOR * made.sizes[chosen].sum() / max(1, seats.sum()))
    cut = market._replace(
        asks=market.asks[chosen],
        ages=np.unique(market.ages[chosen], return_inverse=True)[1].astype(np.int32),
        numbers=market.numbers[chosen],
        leaves=market.leaves[chosen],
        seats=chance.binomial(seats, share).astype(np.int32),
    )
    drawn = [_drawn(made, int(lot)) for lot in chosen]
    cells = dict(enumerate(_cells(offices)))
    laid = {cell: int(cut.seats.flat[number]) for number, cell in cells.items()}
    packed = Packed(cut, [each.place for each in drawn], cells)
    fast = unpack(draw(cut), packed)
    return fast == allocate(drawn, seats=laid, policy=OPEN_FIRST)


def _kinds(chance: np.random.Generator, kinds: int) -> Kinds:
    busy = chance.choice([0, 0.2, 0.5], (kinds, 1, 1))
    return Kinds(
        cannot=chance.random((kinds, 7, len(PARTS))) < busy,
        not_on=chance.random((kinds, DAYS)) < 0.05,
        not_before=chance.choice([0, 0, 0, 5, 12], kinds),
    )


def _named(chance: np.random.Generator, applications: int, offices: int) -> Ints:
    """Return up to three offices of each: some are named more often, the others are near them."""
    popularity = np.arange(1, offices + 1) ** -0.3
    first = chance.choice(offices, applications, p=popularity / popularity.sum())
    others = chance.random(applications)
    named = np.stack([first, (first + 1) % offices, (first + 2) % offices], axis=1)
    named[(others > 0.6) | (offices < 2), 1:] = -1
    named[(others > 0.3) | (offices < 3), 2] = -1
    return named.astype(np.int32)


def _seats(chance: np.random.Generator, first: Ints, people: int, offices: int) -> Ints:
    """Return seats for two thirds of all, half of them where people want to go."""
    demand = np.bincount(first, minlength=offices) / len(first)
    each = people * SEATS_FOR * (demand + 1 / offices) / 2 / WINDOWS
    both = chance.poisson(each[:, None], (offices, WINDOWS))
    reserved = chance.binomial(both, RESERVED)
    return np.stack([both - reserved, reserved], axis=2).astype(np.int32)


def _drawn(made: MadeUp, lot: int) -> Drawn:
    market = made.market
    named = tuple(_office(int(office)) for office in made.offices[lot] if office >= 0)
    high, low = market.numbers[lot].tolist()
    return Drawn(
        Lot(
            ref=str(lot),
            wishes=made.kinds.wishes(int(made.wish[lot]), named),
            pools=frozenset(OPEN_FIRST.pools if made.entitled[lot] else OPEN_FIRST.pools[:1]),
            age_class=int(market.ages.max() - market.ages[lot]),
            group_size=int(made.sizes[lot]),
        ),
        market.leaves[lot].tobytes(),
        high << 64 | low,
    )


def _windows() -> list[tuple[date, time]]:
    opens = datetime.combine(MONDAY, time(8))
    halves = [(opens + timedelta(minutes=30 * band)).time() for band in range(BANDS)]
    return [(MONDAY + timedelta(days=day), half) for day in range(DAYS) for half in halves]


def _cells(offices: int) -> list[Cell]:
    """Return all cells of the first offices, in the order of `Market.seats`."""
    return [
        Cell(_office(office), day, starts, pool)
        for office in range(offices)
        for day, starts in _windows()
        for pool in OPEN_FIRST.pools
    ]


def _office(number: int) -> str:
    return f"kanim-{number}"


def _part(starts: time) -> int:
    return next(nth for nth, part in enumerate(PARTS) if starts < part.ends)
