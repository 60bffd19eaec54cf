"""The allocation of a draw: who gets which window, and the cutoffs by which everybody can check it.

**The line.** All lots stand in one line: the higher age class first, then the lower draw number,
then the leaf whose bytes are lower. No leaf stands in it twice.

**Seats.** A cell is an office, a day, the hour at which its window begins, and a pool. One pool is
the open one, others are reserves. Each window has a cell, perhaps without seats, in every pool.

**Where a lot may sit.** In each cell whose office it names, whose pool it may use, and whose day
and hour its wishes allow: not before its first day, not on a day or a part of a weekday that it
rules out (`lot.py` says which parts there are). A group sits in one cell, all of it or nobody.

**What it likes best.** By the objective "soonest" the soonest day, then the office it names
earlier, then the earlier hour. By the objective "office" the office it names earlier, then the
soonest day, then the earlier hour. Between pools of one window the order of the policy decides.

**A walk.** Go along the line once. Each lot takes, of all cells where it may sit and where now as
many seats are free as its group has people, the one it likes best. If there is none, it gets none.

**Release.** When seats of reserves are left free after a walk, each of them becomes a seat of the
open pool in the same window, all that was given is taken back, and the same line walks again. The
walk after which no seat of a reserve is free is the last one, and only that one counts.

**Cutoffs.** For each cell and each size of a group from one to six, of the last walk: the place in
the line of the lot whose sitting down left fewer free seats than that. A lot of that size could
sit there when its place is not behind the cutoff. Everybody could where so many seats are left
over, nobody where there never were so many. So the cell of a lot is the one it likes best among
those whose cutoff it meets: `by_cutoffs` needs nothing else.

Why it is so, and what it promises: decision 17.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from antrean.domain.draw.lot import GROUP_MAX, Lot

SIZES = range(1, GROUP_MAX + 1)


class Cell(NamedTuple):
    """Seats of one pool in one window; `starts` is the office's wall time."""

    office: str
    day: date
    starts: time
    pool: str


class Place(NamedTuple):
    """A place in the line: the lower goes first."""

    age: int  # the age class below zero, since the higher class goes first
    number: int
    leaf: bytes


EVERYBODY = Place(1, 0, b"")
"""The cutoff behind which nobody stands: age classes are never negative."""

Cutoffs = Mapping[Cell, Sequence[Place | None]]
"""For each cell the cutoffs of groups of one to six; None where nobody of that size could sit."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lot with its leaf and its draw number, of 128 bits."""

    lot: Lot
    leaf: bytes
    number: int

    @property
    def place(self) -> Place:
        """Where it stands in the line."""
        return Place(-self.lot.age_class, self.number, self.leaf)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a draw's organiser decides, and publishes before the draw."""

    pools: tuple[str, ...]  # all pools, in the order in which a lot tries them
    opens: str = "regular"  # the pool that what is left of reserves falls to
    objective: str = "soonest"  # or "office"

    def __post_init__(self) -> None:
        """Raise `ValueError` for a policy that says nothing."""
        if self.opens not in self.pools or self.objective not in {"soonest", "office"}:
            raise ValueError(self)


OPEN_FIRST = Policy(("regular", "priority"))
"""Who may use both takes an open seat and leaves the reserved one to others: the house's policy."""

RESERVED_FIRST = Policy(("priority", "regular"))
"""Who may use both takes the reserved seat, and leaves the open one to others."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draw comes to. `seats` are those of the last walk, after all releases."""

    given: Mapping[bytes, Cell | None]  # by leaf
    seats: Mapping[Cell, int]
    cutoffs: Cutoffs
    walks: int


def allocate(drawn: Iterable[Drawn], *, seats: Mapping[Cell, int], policy: Policy) -> Outcome:
    """Return who gets which cell, as the module says; `drawn` may come in any order.

    Raises `ValueError` for a cell in a pool that the policy does not know.
    """
    line = sorted(drawn, key=lambda each: each.place)
    seats = laid_out(seats, policy=policy)
    given, free, cutoffs = _walk(line, seats, policy)
    walks = 1
    while left := {cell: free[cell] for cell in seats if cell.pool != policy.opens and free[cell]}:
        seats = _released(seats, left, policy)  # fewer seats are in reserves now: it ends
        given, free, cutoffs = _walk(line, seats, policy)
        walks += 1
    return Outcome(given, seats, cutoffs, walks)


def by_cutoffs(drawn: Drawn, *, cutoffs: Cutoffs, policy: Policy) -> Cell | None:
    """Return what a lot gets, from the published cutoffs and nothing about anybody else."""
    met = [
        cell
        for cell, places in cutoffs.items()
        if may_sit(drawn.lot, cell)
        and (cutoff := places[drawn.lot.group_size - 1]) is not None
        and drawn.place <= cutoff
    ]
    return min(met, key=lambda cell: liking(drawn.lot, cell, policy), default=None)


def may_sit(lot: Lot, cell: Cell) -> bool:
    """Say whether this cell is one that the lot asks for and may use, full or not."""
    is_asked_for = cell.office in lot.wishes.offices and lot.wishes.allows(cell.day, cell.starts)
    return is_asked_for and cell.pool in lot.pools


def liking(lot: Lot, cell: Cell, policy: Policy) -> tuple[object, ...]:
    """Return what orders cells for a lot: the lower is liked better."""
    office, pool = lot.wishes.offices.index(cell.office), policy.pools.index(cell.pool)
    if policy.objective == "office":
        return office, cell.day, cell.starts, pool
    return cell.day, office, cell.starts, pool


def laid_out(seats: Mapping[Cell, int], *, policy: Policy) -> dict[Cell, int]:
    """Return the seats with a cell in every pool of each window; raises `ValueError`."""
    if any(cell.pool not in policy.pools or count < 0 for cell, count in seats.items()):
        raise ValueError("A pool that the policy does not know, or less than no seats.")
    every = {cell._replace(pool=pool) for cell in seats for pool in policy.pools}
    return {cell: seats.get(cell, 0) for cell in sorted(every)}


def _walk(
    line: Sequence[Drawn], seats: Mapping[Cell, int], policy: Policy
) -> tuple[dict[bytes, Cell | None], dict[Cell, int], Cutoffs]:
    """Return what each lot gets, what stays free, and the cutoffs."""
    free = dict(seats)
    cutoffs = {
        cell: [EVERYBODY if size <= count else None for size in SIZES]
        for cell, count in seats.items()
    }
    at: dict[str, list[Cell]] = {cell.office: [] for cell in seats}
    for cell in seats:
        at[cell.office].append(cell)
    given: dict[bytes, Cell | None] = {}
    for each in line:
        named = [cell for office in each.lot.wishes.offices for cell in at.get(office, ())]
        given[each.leaf] = best = _best(each.lot, named, free, policy)
        if best is None:
            continue
        before, after = free[best], free[best] - each.lot.group_size
        free[best] = after
        for size in range(after + 1, min(before, GROUP_MAX) + 1):
            cutoffs[best][size - 1] = each.place
    return given, free, cutoffs


def _best(lot: Lot, cells: Iterable[Cell], free: Mapping[Cell, int], policy: Policy) -> Cell | None:
    possible = [cell for cell in cells if free[cell] >= lot.group_size and may_sit(lot, cell)]
    return min(possible, key=lambda cell: liking(lot, cell, policy), default=None)


def _released(
    seats: Mapping[Cell, int], left: Mapping[Cell, int], policy: Policy
) -> dict[Cell, int]:
    """Return the seats after what is left of reserves became open."""
    after = dict(seats)
    for cell, count in left.items():
        after[cell] -= count
        after[cell._replace(pool=policy.opens)] += count
    return after
