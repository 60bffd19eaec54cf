"""Reads which windows of an office are free, and when its calendar opens further."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from antrean.domain.allocation import CellsByPool, OpenCell
from antrean.records import prepared, receipts
from antrean.records.lookups import LEAD_DAYS

OFFICES = """
SELECT office.id, office.code, office.timezone,
    (SELECT max(day) FROM records_officeday WHERE office_id = office.id)
FROM records_office office WHERE office.code = ANY(%s)
"""

CELLS = """
SELECT id, office_id, day, band_starts, pool, seats - taken FROM records_cell
WHERE office_id = ANY(%s::bigint[]) AND pool = ANY(%s::text[]) AND day >= %s AND taken < seats
ORDER BY day, band_starts, id
"""


@dataclass(frozen=True, slots=True)
class OfficeCells:
    """What was free at one office when it was read; `opens_next` is the first day not open yet."""

    timezone: str
    draws: bool  # then no window is given but by the draw, and none is free here
    cells: CellsByPool
    opens_next: date | None

    def earliest(self, *, now: datetime) -> date:
        """Return the first day that may be given."""
        return now.astimezone(ZoneInfo(self.timezone)).date() + timedelta(days=LEAD_DAYS)


def read(
    codes: Collection[str], *, pools: Collection[str], now: datetime
) -> Mapping[str, OfficeCells]:
    """Return by office every window of these pools with a free seat, from the first day on.

    An office that does not exist is missing, one that draws has no free windows. May be seconds
    old when it is used: the statement that takes seats judges again.
    """
    offices: dict[str, OfficeCells] = {}
    names: dict[int, str] = {}
    drawing = receipts.drawing(codes, day=receipts.day_of(now))
    for office_id, code, timezone, last_day in prepared.fetch(OFFICES, list(codes)):
        opens_next = last_day + timedelta(days=1) if last_day and code not in drawing else None
        nothing: CellsByPool = {pool: [] for pool in pools}
        offices[code] = OfficeCells(timezone, code in drawing, nothing, opens_next)
        names |= {} if code in drawing else {office_id: code}
    from_day = min((each.earliest(now=now) for each in offices.values()), default=now.date())
    rows = prepared.fetch(CELLS, prepared.array(names), prepared.array(pools), from_day)
    for cell_id, office_id, day, starts, pool, free in rows:
        cell = OpenCell(cell_id, names[office_id], day, starts, pool, free)
        offices[cell.office].cells[pool].append(cell)
    return offices
