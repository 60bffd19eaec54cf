"""Stores places that were given, and reads the first place of an application back."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from antrean.domain.ticket import queue_number
from antrean.records import prepared

STORE = """
INSERT INTO records_appointment (application_id, sequence, cell_id, office_id, day,
    window_starts_at, window_ends_at, arrives_at, queue_number, queue_letter, given_at, ending)
SELECT place.*, 'A', %s, ''
FROM unnest(%s::bigint[], %s::int[], %s::bigint[], %s::bigint[], %s::date[], %s::timestamptz[],
    %s::timestamptz[], %s::timestamptz[], %s::int[]) AS place
"""

FIRST = """
SELECT DISTINCT ON (place.application_id)
    place.application_id, place.sequence, place.cell_id, place.office_id, office.code, place.day,
    cell.band_starts, cell.pool, place.window_starts_at, place.window_ends_at, place.arrives_at,
    place.queue_number
FROM records_appointment place
JOIN records_office office ON office.id = place.office_id
JOIN records_cell cell ON cell.id = place.cell_id
WHERE place.application_id = ANY(%s::bigint[])
ORDER BY place.application_id, place.sequence
"""


class Place(NamedTuple):
    """A seat of an application: where, when, and with which number of the day."""

    application_id: int
    sequence: int
    cell_id: int
    office_id: int
    office: str  # its code
    day: date
    band_starts: time  # the office's wall time
    pool: str
    window_starts_at: datetime
    window_ends_at: datetime
    arrives_at: datetime
    nth_of_day: int

    @property
    def number(self) -> str:
        """Return the queue number as it is printed and called."""
        return queue_number("A", self.nth_of_day)


def store(places: Sequence[Place], *, now: datetime) -> None:
    """Store places whose seats and numbers were taken in this transaction."""
    if places:
        prepared.run(
            STORE,
            now,
            prepared.array(each.application_id for each in places),
            prepared.array(each.sequence for each in places),
            prepared.array(each.cell_id for each in places),
            prepared.array(each.office_id for each in places),
            prepared.array(each.day for each in places),
            prepared.array(each.window_starts_at.isoformat() for each in places),
            prepared.array(each.window_ends_at.isoformat() for each in places),
            prepared.array(each.arrives_at.isoformat() for each in places),
            prepared.array(each.nth_of_day for each in places),
        )


def first_places(application_ids: Collection[int]) -> dict[int, Place]:
    """Return the place each application was given when it was taken in."""
    rows = prepared.fetch(FIRST, prepared.array(application_ids))
    return {row[0]: Place(*row) for row in rows}
