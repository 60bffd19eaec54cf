"""Moves seats: the only statements that claim a person's place or change what is taken.

Lock order, always: applications by id, live claims by hash, cells by id, office days by id, chain
heads by scope. Every statement here locks its rows in that order; see docs/locking.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from django.db import connection

from antrean.records import prepared
from antrean.records.models import Appointment, FreedSeat, LiveApplication

CLAIM = """
INSERT INTO records_liveapplication (nik_hash, application_id, since_at)
SELECT decode(nik_hash, 'hex'), application_id, %s
FROM unnest(%s::text[], %s::bigint[]) AS wanted(nik_hash, application_id)
ORDER BY nik_hash
ON CONFLICT DO NOTHING
RETURNING application_id
"""

TAKE = """
WITH wanted AS (SELECT * FROM unnest(%s::bigint[], %s::int[]) AS t(cell_id, number)),
locked AS MATERIALIZED (
    SELECT cell.id, LEAST(wanted.number, cell.seats - cell.taken) AS granted
    FROM records_cell cell JOIN wanted ON wanted.cell_id = cell.id
    ORDER BY cell.id FOR UPDATE OF cell
),
taken AS (
    UPDATE records_cell cell SET taken = cell.taken + locked.granted
    FROM locked
    WHERE cell.id = locked.id AND locked.granted > 0
      AND cell.taken + locked.granted <= cell.seats
    RETURNING cell.id, locked.granted, cell.taken, cell.seats, cell.office_id, cell.day,
        cell.band_starts, cell.band_minutes, cell.pool, cell.starts_at
),
places AS MATERIALIZED (
    SELECT place.id, drawn.number
    FROM records_officeday place
    JOIN (SELECT office_id, day, sum(granted) AS number FROM taken GROUP BY office_id, day) drawn
        ON drawn.office_id = place.office_id AND drawn.day = place.day
    ORDER BY place.id FOR UPDATE OF place
),
numbered AS (
    UPDATE records_officeday place SET last_number = place.last_number + places.number
    FROM places WHERE place.id = places.id
    RETURNING place.office_id, place.day, place.last_number
)
SELECT taken.*, numbered.last_number
FROM taken JOIN numbered ON numbered.office_id = taken.office_id AND numbered.day = taken.day
"""

RETURN_DUE = """
WITH due AS MATERIALIZED (
    SELECT id, cell_id FROM records_freedseat
    WHERE returned_at IS NULL AND returns_at <= %(now)s
    ORDER BY cell_id, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
),
locked AS MATERIALIZED (
    SELECT id FROM records_cell WHERE id IN (SELECT cell_id FROM due) ORDER BY id FOR UPDATE
),
given AS (
    UPDATE records_cell cell SET taken = cell.taken - back.number
    FROM (SELECT cell_id, count(*) AS number FROM due GROUP BY cell_id) back
    JOIN locked ON locked.id = back.cell_id
    WHERE cell.id = back.cell_id
)
UPDATE records_freedseat SET returned_at = %(now)s WHERE id IN (SELECT id FROM due)
RETURNING appointment_id
"""


class Taken(NamedTuple):
    """Seats that were granted in one cell: `granted` of them, the last being the `taken`-th.

    `last_number` is the last queue number that was drawn with them on the office's day, for as many
    as its cells granted together.
    """

    cell_id: int
    granted: int
    taken: int
    seats: int
    office_id: int
    day: date
    band_starts: time  # the office's wall time
    band_minutes: int
    pool: str
    starts_at: datetime
    last_number: int


def claim_live(wanted: Sequence[tuple[bytes, int]], *, now: datetime) -> set[int]:
    """Claim a live application for each (person's hash, application id); return who got it."""
    if not wanted:
        return set()
    hashes, ids = zip(*wanted, strict=True)
    people = prepared.array(each.hex() for each in hashes)
    return {row[0] for row in prepared.fetch(CLAIM, now, people, prepared.array(ids))}


def drop_claims(application_ids: Sequence[int]) -> None:
    """Let go of the claims of applications that ended, or found no seat after all."""
    if application_ids:
        LiveApplication.objects.filter(application_id__in=application_ids).delete()


def take(wanted: Mapping[int, int]) -> dict[int, Taken]:
    """Take up to n seats in each cell, and draw a queue number for each; say by cell how many.

    A cell that was full is missing from the answer. Who got none is proposed again.
    """
    if not wanted:
        return {}
    cells = sorted(wanted)
    numbers = prepared.array(wanted[cell] for cell in cells)
    rows = prepared.fetch(TAKE, prepared.array(cells), numbers)
    return {row[0]: Taken(*row) for row in rows}


def free_later(appointment: Appointment, *, now: datetime, returns_at: datetime) -> None:
    """Note that the seat comes back then; until that minute it counts as taken."""
    FreedSeat.objects.create(
        appointment=appointment, cell_id=appointment.cell_id, freed_at=now, returns_at=returns_at
    )


def return_due(*, now: datetime, limit: int = 1000) -> list[int]:
    """Give back every freed seat whose minute has come; return the appointments they were from."""
    with connection.cursor() as cursor:
        cursor.execute(RETURN_DUE, {"now": now, "limit": limit})
        return [row[0] for row in cursor.fetchall()]
