"""Reads the places that are stored after a storm, one after another, however many they are."""

from collections.abc import Iterator

from django.db import connection

from antrean.ops.storm.checker import Stored

PLACES = """
SELECT asked.key, person.nik_hash, asked.ref, office.code, place.day::text,
    place.window_starts_at, cell.id, cell.seats
FROM records_appointment place
JOIN records_application asked ON asked.id = place.application_id
JOIN records_applicant person ON person.id = asked.applicant_id
JOIN records_office office ON office.id = place.office_id
JOIN records_cell cell ON cell.id = place.cell_id
WHERE place.ended_at IS NULL
"""


def stored_places() -> Iterator[Stored]:
    """Yield every place that has not ended, in no order; few of them are in memory at once."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(PLACES)
        while rows := cursor.fetchmany(10_000):
            yield from (Stored(*row) for row in rows)
