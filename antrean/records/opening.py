"""Writes the cells of days that open, one statement for one office and many days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from antrean.records.models import OfficeDay

Plan = Mapping[tuple[time, str], int]
"""Seats by band (the office's wall time) and pool."""

OPEN_DAYS = """
WITH wanted AS (
    SELECT * FROM unnest(%(days)s::date[], %(shapes)s::int[]) AS day_of(day, shape)
),
shape AS (
    SELECT * FROM unnest(
        %(shape_of)s::int[], %(bands)s::time[], %(pools)s::text[], %(seats)s::int[]
    ) AS part(shape, band_starts, pool, seats)
),
opened AS (
    INSERT INTO records_officeday (office_id, day, last_number, opened_at)
    SELECT %(office)s, day, 0, %(now)s FROM wanted ORDER BY day
    ON CONFLICT (office_id, day) DO NOTHING
    RETURNING day
),
placed AS (
    INSERT INTO records_cell
        (office_id, day, band_starts, band_minutes, pool, seats, taken, starts_at, opened_at)
    SELECT %(office)s, day, band_starts, %(minutes)s, pool, seats, 0,
        (day + band_starts) AT TIME ZONE %(zone)s, %(now)s
    FROM opened JOIN wanted USING (day) JOIN shape USING (shape)
    ORDER BY day, band_starts, pool
    ON CONFLICT (office_id, day, band_starts, pool) DO NOTHING
    RETURNING seats
)
SELECT (SELECT count(*) FROM opened), (SELECT count(*) FROM placed),
    (SELECT coalesce(sum(seats), 0) FROM placed),
    ARRAY(SELECT day FROM opened ORDER BY day)
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """How many days, cells and seats are new, and which days of the one office (else empty)."""

    days: int = 0
    cells: int = 0
    seats: int = 0
    dates: tuple[date, ...] = ()

    def __add__(self, other: "Opened") -> "Opened":
        return Opened(self.days + other.days, self.cells + other.cells, self.seats + other.seats)


def days_open(office_ids: Sequence[int], *, from_day: date, to_day: date) -> dict[int, set[date]]:
    """Return per office the days in between that are open already."""
    found: dict[int, set[date]] = {office_id: set() for office_id in office_ids}
    rows = OfficeDay.objects.filter(office_id__in=office_ids, day__gte=from_day, day__lte=to_day)
    for office_id, day in rows.values_list("office_id", "day"):
        found[office_id].add(day)
    return found


def open_days(
    office_id: int,
    *,
    timezone: str,
    plans: Mapping[date, Plan],
    band_minutes: int,
    now: datetime,
) -> Opened:
    """Open the days that are not open yet, with these seats; days already open stay as they are.

    Needs the caller's transaction. Two callers at once wait for each other and open a day once.
    """
    shapes = {frozenset(plan.items()): plan for plan in plans.values()}
    numbers = {shape: number for number, shape in enumerate(shapes)}
    parts = [
        (numbers[shape], band, pool, seats)
        for shape, plan in shapes.items()
        for (band, pool), seats in plan.items()
    ]
    parameters: dict[str, Any] = {
        "office": office_id,
        "zone": timezone,
        "minutes": band_minutes,
        "now": now,
        "days": list(plans),
        "shapes": [numbers[frozenset(plan.items())] for plan in plans.values()],
        "shape_of": [part[0] for part in parts],
        "bands": [part[1] for part in parts],
        "pools": [part[2] for part in parts],
        "seats": [part[3] for part in parts],
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN_DAYS, parameters)
        days, cells, seats, dates = cursor.fetchone()
        return Opened(days, cells, seats, tuple(dates))
