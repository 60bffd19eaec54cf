"""Where seats are still free, for many offices in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection

from antrean.records.kept import kept
from antrean.records.lookups import earliest_days
from antrean.records.models import Office

FIRST_FREE = """
SELECT office.code, first.day
FROM records_office AS office CROSS JOIN LATERAL (
    SELECT min(free.day) AS day FROM unnest(%s::text[]) AS chosen(pool) CROSS JOIN LATERAL (
        SELECT day FROM records_cell AS cell
        WHERE cell.office_id = office.id AND cell.pool = chosen.pool
            AND cell.day >= %s AND cell.taken < cell.seats
        ORDER BY day LIMIT 1
    ) AS free
) AS first
WHERE office.timezone = %s AND first.day IS NOT NULL
"""


def first_free_days(
    offices: Iterable[Office], *, pools: Sequence[str], now: datetime
) -> dict[str, date]:
    """Return by office code the first day that may be given, with a free seat in one of the pools.

    An office without a free seat is missing from the answer. May be seconds old; whoever gives a
    seat judges by the seat itself.
    """
    wanted = list(offices)
    earliest = earliest_days(wanted, now=now)
    soonest = sorted({(office.timezone, earliest[office.code]) for office in wanted})
    found = {code: day for zone in soonest for code, day in first_free(tuple(pools), *zone).items()}
    return {code: found[code] for code in earliest if code in found}


@kept
def first_free(pools: tuple[str, ...], timezone: str, soonest: date) -> Mapping[str, date]:
    """Return by code the first free day of every office of a zone, from that day on.

    Of each office and pool the index is followed only to the first cell with a free seat.
    """
    with connection.cursor() as cursor:
        cursor.execute(FIRST_FREE, [list(pools), soonest, timezone])
        return dict(cursor.fetchall())
