"""The system chooses the time: the soonest window that fits, never more seats than there are."""

from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from antrean.domain.wishes import Wishes


@dataclass(slots=True, eq=False)
class OpenCell:
    """Seats of one office, day, band and pool, as last read; `free` falls as it is proposed."""

    id: int
    office: str
    day: date
    starts: time  # the office's wall time
    pool: str
    free: int


CellsByPool = Mapping[str, MutableSequence[OpenCell]]
"""The open cells of one office: by pool, then by day and hour."""


@dataclass(slots=True)
class Calendar:
    """Every open cell of the offices at hand, by office and pool.

    A cell whose last seat was proposed leaves the calendar, so that nobody looks at it again.
    `opens_next` names per office the first day that is not open yet.
    """

    cells: Mapping[str, CellsByPool]
    opens_next: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """No window fits. `reason` is "wishes" where seats remain outside the wishes, else "full"."""

    reason: str
    next_day: date | None  # the next possible date: free outside the wishes, or newly opened
    office: str | None


def soonest(
    calendar: Calendar, *, wishes: Wishes, pools: Sequence[str], earliest: Mapping[str, date]
) -> OpenCell | Refusal:
    """Take the best window off the calendar, or say why there is none and what comes next.

    Soonest day first, then the preferred office, then the hour, then the pool in the given order.
    `pools` are those the applicant may use; `earliest` is per office the first day that may still
    be given. The seat is taken off `calendar` only; the database has the last word.
    Source: the promise that the system finds the time (Batamtoday, 23-11-2017).
    """
    best: OpenCell | None = None
    for office in wishes.offices:
        before = best.day if best else date.max
        for pool in pools:
            cells = calendar.cells.get(office, {}).get(pool, ())
            fit = _first_fit(cells, wishes, days=(earliest[office], before))
            best = _sooner(best, fit)
    if best is None:
        return _refusal(calendar, wishes=wishes, pools=pools, earliest=earliest)
    best.free -= 1
    if not best.free:
        calendar.cells[best.office][best.pool].remove(best)
    return best


def _first_fit(
    cells: Sequence[OpenCell], wishes: Wishes, *, days: tuple[date, date]
) -> OpenCell | None:
    """Return the first fitting window: from the first of the days, before the last."""
    for cell in cells:
        if cell.day >= days[1]:
            break
        if cell.day >= days[0] and cell.free > 0 and wishes.allows(cell.day, cell.starts):
            return cell
    return None


def _sooner(best: OpenCell | None, fit: OpenCell | None) -> OpenCell | None:
    """Return the sooner window; of two at the same time the one that was found first."""
    if fit is None or best is None:
        return fit or best
    return fit if (fit.day, fit.starts) < (best.day, best.starts) else best


def _refusal(
    calendar: Calendar, *, wishes: Wishes, pools: Sequence[str], earliest: Mapping[str, date]
) -> Refusal:
    outside = [
        cell
        for office in wishes.offices
        for pool in pools
        for cell in calendar.cells.get(office, {}).get(pool, ())
        if cell.free > 0 and cell.day >= earliest[office]
    ]
    if outside:
        first = min(outside, key=lambda cell: (cell.day, cell.starts))
        return Refusal(reason="wishes", next_day=first.day, office=first.office)
    opening = [
        (calendar.opens_next[office], rank, office)
        for rank, office in enumerate(wishes.offices)
        if office in calendar.opens_next
    ]
    if not opening:
        return Refusal(reason="full", next_day=None, office=None)
    day, _, office = min(opening)
    return Refusal(reason="full", next_day=day, office=office)


POOLS = ("regular", "priority")
"""The pools of which windows are given: the open seats, and those kept for who needs them."""

PRIORITY_AGE_FROM = 60
PRIORITY_CHILD_UNDER = 5
PRIORITY_NEEDS = frozenset({"pregnant", "disabled", "wheelchair", "deaf", "blind"})


def pools_for(*, age: int, needs: Sequence[str]) -> tuple[str, ...]:
    """Return the pools an applicant may use, open seats before reserved ones.

    Source: circular IMI-UM.01.01-2435/2018 ("Ramah HAM"): 60 and over, under five, pregnant,
    disabled. The order is published, since it changes who is served.
    """
    entitled = age >= PRIORITY_AGE_FROM or age < PRIORITY_CHILD_UNDER
    if entitled or PRIORITY_NEEDS.intersection(needs):
        return POOLS
    return POOLS[:1]
