"""Checks every promise that the database alone can answer, and says which do not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from antrean.records import clock, ledger, receipt_checks


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as a query that finds every breach; an empty answer means it holds."""

    name: str
    sentence: str
    breaches: str


BOOKING = (
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
        WHERE asked.state IN ('live', 'in_draw') GROUP BY person.nik_hash HAVING count(*) > 1
        UNION ALL
        SELECT 'account ' || account_id || ': ' || count(*) FROM records_applicant
        WHERE account_id IS NOT NULL GROUP BY account_id HAVING count(*) > 6
        UNION ALL
        SELECT 'application ' || asked.ref || ' is ' || asked.state || ' without its claim'
        FROM records_application asked
        LEFT JOIN records_liveapplication claim ON claim.application_id = asked.id
        WHERE (asked.state IN ('live', 'in_draw')) <> (claim.application_id IS NOT NULL)
        """,
    ),
    Promise(
        "One draft",
        "Every open draft of an account holds the account's claim, and no other does",
        """
        SELECT 'account ' || asked.account_id || ': draft ' || asked.ref || ' without its claim'
        FROM records_application asked
        LEFT JOIN records_draftclaim claim ON claim.application_id = asked.id
            AND claim.account_id = asked.account_id
        WHERE asked.state = 'draft' AND asked.account_id IS NOT NULL
            AND claim.account_id IS NULL
        UNION ALL
        SELECT 'account ' || claim.account_id || ': claim on ' || asked.ref || ', no open draft'
        FROM records_draftclaim claim JOIN records_application asked
            ON asked.id = claim.application_id
        WHERE asked.state <> 'draft' OR asked.account_id IS DISTINCT FROM claim.account_id
        """,
    ),
    Promise(
        "I7",
        "Whoever is live holds exactly one place, whoever waits for the draw none",
        """
        SELECT 'application ' || asked.ref || ': ' || count(place.id)
        FROM records_application asked LEFT JOIN records_appointment place
            ON place.application_id = asked.id AND place.ended_at IS NULL
        WHERE asked.state IN ('live', 'in_draw') GROUP BY asked.ref, asked.state
        HAVING count(place.id) <> CASE WHEN asked.state = 'live' THEN 1 ELSE 0 END
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
        UNION ALL
        SELECT 'notice ' || notice.id || ' is to an account that is gone'
        FROM records_notice notice LEFT JOIN records_account account
            ON account.id = notice.account_id
        WHERE notice.account_id IS NOT NULL AND account.id IS NULL
        """,
    ),
    Promise(
        "I14",
        "Whoever comes on a day is reminded when the others of that day are",
        """
        SELECT 'application ' || asked.ref || ' has no ' || told.kind
        FROM (SELECT place.office_id, place.day, notice.kind, notice.due_at,
                  max(notice.created_at) AS written_at
              FROM records_notice notice JOIN records_appointment place
                  ON place.application_id = notice.application_id
                  AND place.sequence = notice.version
              WHERE notice.kind IN ('reminder_3_days', 'reminder_1_day')
                  AND notice.created_at >= notice.due_at
              GROUP BY 1, 2, 3, 4) told
        JOIN records_appointment place ON place.office_id = told.office_id
            AND place.day = told.day AND place.ended_at IS NULL
            AND place.given_at < told.due_at
            AND place.arrives_at - interval '2 hours' > told.written_at
        JOIN records_application asked ON asked.id = place.application_id
        JOIN records_account account ON account.id = asked.account_id AND account.email <> ''
        LEFT JOIN records_notice own ON own.ref = asked.ref AND own.kind = told.kind
            AND own.version = place.sequence
        WHERE own.id IS NULL
        """,
    ),
    Promise(
        "I16",
        "Queue numbers are unique a day, and a ticket is called by one counter",
        """
        SELECT 'office ' || office_id || ' ' || day || ' ' || queue_letter || queue_number
        FROM records_appointment GROUP BY office_id, day, queue_letter, queue_number
        HAVING count(*) > 1
        UNION ALL
        SELECT 'visits of office ' || office_id || ' ' || day || ' ' || queue_letter || queue_number
        FROM records_visit GROUP BY office_id, day, queue_letter, queue_number
        HAVING count(*) > 1
        UNION ALL
        SELECT 'visit ' || visit.id || ' is ' || visit.state || ' with ' || count(called.id)
            || ' open calls'
        FROM records_visit visit LEFT JOIN records_call called
            ON called.visit_id = visit.id AND called.ended_at IS NULL
        GROUP BY visit.id, visit.state
        HAVING count(called.id) <> CASE WHEN visit.state = 'at_counter' THEN 1 ELSE 0 END
        UNION ALL
        SELECT 'counter ' || counter_id || ' calls ' || count(*) || ' tickets'
        FROM records_call WHERE ended_at IS NULL GROUP BY counter_id HAVING count(*) > 1
        """,
    ),
    Promise(
        "I17",
        "One visit for a place, at its own office and on its own day",
        """
        SELECT 'appointment ' || appointment_id || ' has ' || count(*) || ' visits'
        FROM records_visit GROUP BY appointment_id
        HAVING appointment_id IS NOT NULL AND count(*) > 1
        UNION ALL
        SELECT 'visit ' || visit.id || ' is not where and when its place is'
        FROM records_visit visit JOIN records_appointment place ON place.id = visit.appointment_id
        WHERE visit.day <> place.day OR visit.office_id <> place.office_id
        UNION ALL
        SELECT 'visit ' || visit.id || ' arrived on another day'
        FROM records_visit visit JOIN records_office office ON office.id = visit.office_id
        WHERE (visit.arrived_at AT TIME ZONE office.timezone)::date <> visit.day
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
        "Booked is live, served, unserved, absent, cancelled, released or moved, every office, day",
        """
        SELECT 'appointment ' || id FROM records_appointment
        WHERE (ended_at IS NULL) <> (ending = '') OR ending NOT IN
            ('', 'served', 'unserved', 'absent', 'cancelled', 'released', 'moved')
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
        UNION ALL
        SELECT 'entry ' || line.id || ' belongs to no link' FROM records_ledgerentry line
        LEFT JOIN records_ledgerlink link ON link.id = line.link_id WHERE link.id IS NULL
        """,
    ),
)

HALL = (
    Promise(
        "H1",
        "Every call out of turn was agreed by two people, and every exception used was such a call",
        """
        SELECT 'call ' || called.id || ' was out of turn without two people'
        FROM records_call called WHERE called.why = 'exception' AND called.outcome <> 'withdrawn'
        AND NOT EXISTS (
            SELECT 1 FROM records_orderexception agreed WHERE agreed.visit_id = called.visit_id
            AND agreed.used_at = called.at AND agreed.agreed_at <= called.at
            AND agreed.agreed_by_id <> agreed.asked_by_id)
        UNION ALL
        SELECT 'exception ' || used.id || ' was used without a call'
        FROM records_orderexception used WHERE used.used_at IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM records_call called WHERE called.visit_id = used.visit_id
            AND called.at = used.used_at AND called.why = 'exception')
        """,
    ),
    Promise(
        "H2",
        "In a hall that is closed nobody is left without an end",
        """
        SELECT 'visit ' || visit.id FROM records_visit visit
        JOIN records_hallday hall ON hall.office_id = visit.office_id AND hall.day = visit.day
        WHERE hall.state = 'closed' AND visit.ended_at IS NULL
        UNION ALL
        SELECT 'appointment ' || place.id FROM records_appointment place
        JOIN records_hallday hall ON hall.office_id = place.office_id AND hall.day = place.day
        WHERE hall.state = 'closed' AND place.ended_at IS NULL
        """,
    ),
    Promise(
        "H3",
        "A place and its visit end alike, unless the place was given back before",
        """
        SELECT 'appointment ' || place.id || ' is ' || place.ending || ', its visit '
            || visit.state
        FROM records_appointment place JOIN records_visit visit ON visit.appointment_id = place.id
        WHERE place.ending NOT IN ('moved', 'cancelled', 'released') AND place.ending <> CASE
            WHEN visit.ended_at IS NULL THEN '' WHEN visit.state = 'done' THEN 'served'
            WHEN visit.state = 'absent' THEN 'absent' ELSE 'unserved' END
        UNION ALL
        SELECT 'appointment ' || place.id || ' is served without a visit'
        FROM records_appointment place LEFT JOIN records_visit visit
            ON visit.appointment_id = place.id
        WHERE place.ending = 'served' AND visit.id IS NULL
        """,
    ),
    Promise(
        "H4",
        "Everybody who was received stands on the ledger, once for each visit",
        """
        SELECT came.subject || ': ' || came.visits || ' visits, ' || count(line.id) || ' entries'
        FROM (SELECT coalesce(asked.ref, 'visit:' || visit.id) AS subject, count(*) AS visits
              FROM records_visit visit
              LEFT JOIN records_appointment place ON place.id = visit.appointment_id
              LEFT JOIN records_application asked ON asked.id = place.application_id
              GROUP BY 1) came
        LEFT JOIN records_ledgerentry line ON line.subject = came.subject
            AND line.deed IN ('checked_in', 'walked_in')
        GROUP BY came.subject, came.visits HAVING count(line.id) <> came.visits
        """,
    ),
    Promise(
        "H5",
        "Of papers that are missing the applicant has one letter, unless that was taken back",
        """
        SELECT 'paper check ' || checked.id FROM records_papercheck checked
        JOIN records_visit visit ON visit.id = checked.visit_id
        JOIN records_appointment place ON place.id = visit.appointment_id
        JOIN records_application asked ON asked.id = place.application_id
        JOIN records_account account ON account.id = asked.account_id AND account.email <> ''
        LEFT JOIN records_notice notice ON notice.ref = asked.ref
            AND notice.kind = 'papers_missing' AND notice.version = checked.id
        WHERE checked.missing <> '[]' AND (notice.id IS NULL) <> EXISTS (
            SELECT 1 FROM records_counterdeed deed WHERE deed.by_id = checked.by_id
            AND deed.at = checked.at AND deed.name = 'papers' AND deed.undone_at IS NOT NULL)
        """,
    ),
)
"""The promises of the hall: who was called, how their day ended, what they were told."""

QUERIES = (*BOOKING, *HALL)

LATE_SEATS = """
SELECT 'freed seat ' || id FROM records_freedseat
WHERE returned_at IS NULL AND returns_at < %s - interval '1 hour'
"""

LATE_REMINDERS = """
SELECT 'office ' || office_id || ' ' || day FROM records_officeday
WHERE remind_at < %(now)s - interval '1 hour' AND opened_at < %(now)s - interval '1 hour'
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
    for breach in receipt_checks.broken():
        yield "A3", breach
    for breach in receipt_checks.strayed():
        yield "A2", breach


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


def late_reminders() -> list[str]:
    """Return days whose reminders fell due over an hour ago: the worker does not run."""
    with connection.cursor() as cursor:
        cursor.execute(LATE_REMINDERS, {"now": clock.now()})
        return [row[0] for row in cursor.fetchall()]
