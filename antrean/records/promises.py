"""Checks every promise that the database alone can answer, and says which do not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from antrean.records import clock, ledger


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as a query that finds every breach; an empty answer means it holds."""

    name: str
    sentence: str
    breaches: str


QUERIES = (
    Promise(
        "I1",
        "No cell has more people than seats",
        """
        SELECT cell.id::text || ': ' || count(*) || ' people for ' || cell.seats || ' seats'
        FROM records_cell cell JOIN records_appointment place ON place.cell_id = cell.id
        WHERE place.ending NOT IN ('moved', 'cancelled', 'released')
        GROUP BY cell.id, cell.seats HAVING count(*) > cell.seats
        """,
    ),
    Promise(
        "I2",
        "What counts as taken is what people hold and what has not come back yet",
        """
        SELECT cell.id::text || ': taken ' || cell.taken || ', held ' || coalesce(held.number, 0)
            || ', coming back ' || coalesce(back.number, 0)
        FROM records_cell cell
        LEFT JOIN (SELECT cell_id, count(*) AS number FROM records_appointment
                   WHERE ending NOT IN ('moved', 'cancelled', 'released') GROUP BY 1) held
            ON held.cell_id = cell.id
        LEFT JOIN (SELECT cell_id, count(*) AS number FROM records_freedseat
                   WHERE returned_at IS NULL GROUP BY 1) back ON back.cell_id = cell.id
        WHERE cell.taken <> coalesce(held.number, 0) + coalesce(back.number, 0)
        """,
    ),
    Promise(
        "I5",
        "One live application a person, at most six people an account",
        """
        SELECT 'person ' || encode(person.nik_hash, 'hex') || ': ' || count(*)
        FROM records_application asked JOIN records_applicant person
            ON person.id = asked.applicant_id
        WHERE asked.state = 'live' GROUP BY person.nik_hash HAVING count(*) > 1
        UNION ALL
        SELECT 'account ' || account_id || ': ' || count(*) FROM records_applicant
        WHERE account_id IS NOT NULL GROUP BY account_id HAVING count(*) > 6
        UNION ALL
        SELECT 'application ' || asked.ref || ' is live without its claim'
        FROM records_application asked
        LEFT JOIN records_liveapplication claim ON claim.application_id = asked.id
        WHERE (asked.state = 'live') <> (claim.application_id IS NOT NULL)
        """,
    ),
    Promise(
        "I7",
        "Whoever is live holds exactly one place",
        """
        SELECT 'application ' || asked.ref || ': ' || count(place.id)
        FROM records_application asked LEFT JOIN records_appointment place
            ON place.application_id = asked.id AND place.ended_at IS NULL
        WHERE asked.state = 'live' GROUP BY asked.ref HAVING count(place.id) <> 1
        """,
    ),
    Promise(
        "I8",
        "Every freed seat belongs to a place that was given back, and every one is accounted for",
        """
        SELECT 'appointment ' || place.id FROM records_appointment place
        LEFT JOIN records_freedseat freed ON freed.appointment_id = place.id
        WHERE (place.ending IN ('moved', 'cancelled', 'released')) <> (freed.id IS NOT NULL)
           OR freed.cell_id <> place.cell_id
        """,
    ),
    Promise(
        "I12",
        "No live place stands on a closed day",
        """
        SELECT 'appointment ' || place.id || ' on ' || place.day
        FROM records_appointment place JOIN records_closure closed
            ON closed.day = place.day
            AND (closed.office_id IS NULL OR closed.office_id = place.office_id)
        WHERE place.ended_at IS NULL
        """,
    ),
    Promise(
        "I13",
        "Every place given or moved has its one notice, where there is an address",
        """
        SELECT 'application ' || asked.ref || ' place ' || place.sequence
        FROM records_appointment place JOIN records_application asked
            ON asked.id = place.application_id
        JOIN records_account account ON account.id = asked.account_id AND account.email <> ''
        LEFT JOIN records_notice notice ON notice.ref = asked.ref
            AND notice.version = place.sequence
            AND notice.kind IN ('appointment_given', 'appointment_moved')
        GROUP BY asked.ref, place.sequence HAVING count(notice.id) <> 1
        """,
    ),
    Promise(
        "I16",
        "Queue numbers are unique a day, and a ticket is at one counter",
        """
        SELECT 'office ' || office_id || ' ' || day || ' ' || queue_letter || queue_number
        FROM records_appointment GROUP BY office_id, day, queue_letter, queue_number
        HAVING count(*) > 1
        UNION ALL
        SELECT 'ticket of appointment ' || appointment_id || ' is called ' || count(*) || ' times'
        FROM records_call WHERE ended_at IS NULL GROUP BY appointment_id HAVING count(*) > 1
        """,
    ),
    Promise(
        "I17",
        "One check-in for a place, on its own day",
        """
        SELECT 'appointment ' || arrival.appointment_id
        FROM records_checkin arrival JOIN records_appointment place
            ON place.id = arrival.appointment_id
        JOIN records_office office ON office.id = place.office_id
        WHERE (arrival.at AT TIME ZONE office.timezone)::date <> place.day
        """,
    ),
    Promise(
        "I11",
        "Arrival lies inside the window, and the window where its cell is",
        """
        SELECT 'appointment ' || place.id FROM records_appointment place
        JOIN records_cell cell ON cell.id = place.cell_id
        WHERE place.window_starts_at <> cell.starts_at OR place.day <> cell.day
           OR place.office_id <> cell.office_id
           OR place.arrives_at < place.window_starts_at
           OR place.arrives_at >= place.window_ends_at
        """,
    ),
    Promise(
        "A8",
        "Every freed and every returned seat stands on the ledger",
        """
        SELECT 'freed seat ' || freed.id FROM records_freedseat freed
        JOIN records_appointment place ON place.id = freed.appointment_id
        JOIN records_application asked ON asked.id = place.application_id
        WHERE NOT EXISTS (
            SELECT 1 FROM records_ledgerentry line WHERE line.subject = asked.ref
            AND line.deed IN ('appointment_left', 'appointment_cancelled', 'appointment_released')
            AND (line.detail ->> 'sequence')::int = place.sequence)
        """,
    ),
    Promise(
        "A11",
        "Booked is live, served, absent, cancelled, released or moved, for every office and day",
        """
        SELECT 'appointment ' || id FROM records_appointment
        WHERE (ended_at IS NULL) <> (ending = '')
        """,
    ),
    Promise(
        "I20",
        "Every place given or moved stands on its office's ledger, once",
        """
        SELECT 'application ' || asked.ref || ' place ' || place.sequence || ': ' || count(line.id)
        FROM records_appointment place
        JOIN records_application asked ON asked.id = place.application_id
        LEFT JOIN records_ledgerentry line ON line.subject = asked.ref
            AND line.deed IN ('appointment_given', 'appointment_moved')
            AND (line.detail ->> 'sequence')::int = place.sequence
        GROUP BY asked.ref, place.sequence HAVING count(line.id) <> 1
        """,
    ),
)

LATE_SEATS = """
SELECT 'freed seat ' || id FROM records_freedseat
WHERE returned_at IS NULL AND returns_at < %s - interval '1 hour'
"""

NOT_RUN = {
    "I3": "Every acknowledged booking is stored: needs a client's history",
    "I4": "Every stored booking was sent by a client: needs a client's history",
    "I18": "Displays converge: needs a client's history",
}


def broken_promises() -> Iterator[tuple[str, str]]:
    """Yield (promise, breach) for everything that does not hold; nothing when all hold."""
    for promise in QUERIES:
        for breach in breaches(promise):
            yield promise.name, breach
    for breach in ledger.broken_links():
        yield "I20", breach


def breaches(promise: Promise) -> list[str]:
    """Return one sentence for each breach of one promise."""
    with connection.cursor() as cursor:
        cursor.execute(promise.breaches)
        return [row[0] for row in cursor.fetchall()]


def late_seats() -> list[str]:
    """Return freed seats whose minute passed over an hour ago: the worker does not run."""
    with connection.cursor() as cursor:
        cursor.execute(LATE_SEATS, [clock.now()])
        return [row[0] for row in cursor.fetchall()]
