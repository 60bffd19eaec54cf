"""The free seats of offices as last read: what proposals are made from."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from antrean.domain.allocation import POOLS, Calendar
from antrean.records import open_cells, receipts
from antrean.records.open_cells import OfficeCells

KEPT = timedelta(seconds=10)
"""How long a calendar is proposed from: seats that came back meanwhile are seen after that."""

KEPT_AT_MOST = timedelta(minutes=1)
"""How old it may be while others are older: a storm at all offices shall not read all at once."""

READ_AT_ONCE = 4
"""So many offices of a batch are read anew for their age alone, the oldest first."""

FRESH = timedelta(seconds=1)
"""How old it may be where it says that nothing is free."""


class OpenSeats:
    """A calendar in memory: proposals lower it, and what is too old or proved wrong is read anew.

    The statement that takes seats judges: this may be wrong about any seat and does no harm.
    """

    def __init__(self) -> None:
        self._offices: dict[str, OfficeCells] = {}
        self._read_at: dict[str, datetime] = {}
        self._day = date.min

    def calendar(self, codes: Iterable[str], *, now: datetime) -> Calendar:
        """Return what is free in these offices; one that does not exist is missing."""
        wanted = set(codes)
        if self._day != receipts.day_of(now):  # offices begin or cease to draw at midnight
            self._day = receipts.day_of(now)
            self.forget_all()
        old = self._older(wanted, KEPT, now=now)
        must = self._older(old, KEPT_AT_MOST, now=now)
        self._read({*must, *old[:READ_AT_ONCE]}, now=now)
        known = {code: self._offices[code] for code in wanted if code in self._offices}
        return Calendar(
            cells={code: one.cells for code, one in known.items()},
            opens_next={code: one.opens_next for code, one in known.items() if one.opens_next},
        )

    def drawing(self, codes: Iterable[str], *, now: datetime) -> set[str]:
        """Return which of these offices give no place but by the draw today."""
        known = self.calendar(codes, now=now).cells
        return {code for code in known if self._offices[code].draws}

    def earliest(self, codes: Iterable[str], *, now: datetime) -> dict[str, date]:
        """Return the first day that may be given at each of these offices."""
        offices = {code: self._offices[code] for code in codes}
        one_of_zone = {each.timezone: each for each in offices.values()}
        days = {zone: each.earliest(now=now) for zone, each in one_of_zone.items()}
        return {code: days[each.timezone] for code, each in offices.items()}

    def forget(self, codes: Collection[str]) -> None:
        """Let these offices be read anew: what is known of them was wrong too often."""
        for code in codes:
            self._offices.pop(code, None)
            self._read_at.pop(code, None)

    def forget_all(self) -> None:
        """Let everything be read anew: what was proposed has not come about."""
        self._offices.clear()
        self._read_at.clear()

    def forget_stale(self, codes: Collection[str], *, now: datetime) -> bool:
        """Forget those that are too old to say that nothing is free; tell whether there were."""
        stale = self._older(codes, FRESH, now=now)
        self.forget(stale)
        return bool(stale)

    def _older(self, codes: Collection[str], age: timedelta, *, now: datetime) -> list[str]:
        """Return which of these are not known, or not from within this age; the oldest first."""
        never = now - 2 * KEPT_AT_MOST
        found = [
            (read_at, code)
            for code in codes
            if not timedelta(0) <= now - (read_at := self._read_at.get(code, never)) <= age
        ]
        return [code for _, code in sorted(found)]

    def _read(self, codes: Collection[str], *, now: datetime) -> None:
        if not codes:
            return
        self.forget(codes)
        self._offices |= open_cells.read(codes, pools=POOLS, now=now)
        self._read_at |= dict.fromkeys(codes, now)
