"""The system chooses the time: the soonest window that fits, never more seats than there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from antrean.domain.wishes import Wishes


@dataclass(slots=True)
class OpenCell:
    """Seats of one office, day, band and pool, as last read; `free` falls as it is proposed."""

    id: int
    office: str
    day: date
    starts: time  # the office's wall time
    pool: str
    free: int


@dataclass(slots=True)
class Calendar:
    """Every open cell of the offices at hand, soonest first within each office.

    `opens_next` names per office the first day that is not open yet.
    """

    cells: Mapping[str, Sequence[OpenCell]]
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
    best: tuple[tuple[date, int, time, int], OpenCell] | None = None
    for rank, office in enumerate(wishes.offices):
        for cell in calendar.cells.get(office, ()):
            if best is not None and cell.day > best[0][0]:
                break
            if not _usable(cell, pools=pools, earliest=earliest[office]):
                continue
            if not wishes.allows(cell.day, cell.starts):
                continue
            place = (cell.day, rank, cell.starts, pools.index(cell.pool))
            if best is None or place < best[0]:
                best = (place, cell)
    if best is None:
        return _refusal(calendar, wishes=wishes, pools=pools, earliest=earliest)
    best[1].free -= 1
    return best[1]


def _usable(cell: OpenCell, *, pools: Sequence[str], earliest: date) -> bool:
    return cell.free > 0 and cell.pool in pools and cell.day >= earliest


def _refusal(
    calendar: Calendar, *, wishes: Wishes, pools: Sequence[str], earliest: Mapping[str, date]
) -> Refusal:
    outside = [
        cell
        for office in wishes.offices
        for cell in calendar.cells.get(office, ())
        if _usable(cell, pools=pools, earliest=earliest[office])
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
        return ("regular", "priority")
    return ("regular",)
