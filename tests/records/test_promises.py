"""Every promise that is asked of the database notices when somebody breaks it."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from antrean.actions.cancel import cancel
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.order_exceptions import ask_exception, decide_exception
from antrean.actions.return_seats import return_seats
from antrean.actions.write_reminders import write_reminders
from antrean.records import clock, promises
from antrean.records.models import ClockOffset
from tests.actions.hall.desk import Desk
from tests.break_in import run_sql
from tests.factories import (
    local_today,
    make_arrived,
    make_booked,
    make_cell,
    make_office,
    make_officer,
    make_shift,
    make_walk_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office_day():
    """A working day: one place given back, one waited for, papers missing, one called out of turn.

    In the office beside it the day is over: one was served, one was not.
    """
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": True})
    office, beside = make_office(), make_office("kanim-sebelah")
    make_cell(office, days_ahead=1), make_cell(beside, days_ahead=1)
    parked, given_back, _still_coming = (make_booked(office) for _ in range(3))
    served, _never_came = (make_booked(beside) for _ in range(2))
    cancel(given_back.application, by=given_back.application.account, now=clock.now())
    tomorrow = local_today(office) + timedelta(days=1)
    noon = datetime.combine(tomorrow, time(12), tzinfo=ZoneInfo(office.timezone))
    clock.move(noon - clock.now())
    return_seats(now=clock.now())
    work_here(Desk(make_shift(office, at=noon), noon), parked)
    work_beside(Desk(make_shift(beside, at=noon), noon), served)
    write_reminders(now=clock.now())


def work_here(desk, place):
    """Send one for papers twice, the first time by mistake; call another out of turn."""
    make_arrived(place, at=desk.at)
    office, reason = place.office, "Pesawat pukul tiga"
    call = desk.next()
    desk.papers(call, missing=["Ijazah"])
    desk.undo()
    desk.wait(seconds=20)
    desk.papers(call, missing=["Akta kelahiran"])
    make_walk_in(office, at=desk.at)
    later = make_walk_in(office, at=desk.wait(minutes=1))
    asked = ask_exception(later, reason=reason, by=desk.by, now=desk.at)
    decide_exception(asked, agree=True, by=make_officer(office), now=desk.at)
    desk.next()


def work_beside(desk, place):
    """Serve the one who came to the end, let another wait in vain, and close."""
    make_arrived(place, at=desk.at)
    desk.serve(), desk.serve(), desk.serve()
    make_walk_in(place.office, at=desk.at)
    close_hall(place.office, by=desk.by, now=desk.wait(hours=4))


@dataclass(frozen=True)
class Breach:
    """What somebody does to the database, and what the promise says of it."""

    promise: str
    said: str
    statements: tuple[str, ...]


SEVEN_PEOPLE = """
INSERT INTO records_applicant (account_id, slot, relation, full_name, birth_date, sex, address,
    phone, nik_cipher, nik_hash, nik_note, created_at)
SELECT account_id, 1, 'family', full_name, birth_date, sex, address,
    phone, nik_cipher, decode(md5(number::text), 'hex'), nik_note, created_at
FROM records_applicant, generate_series(1, 6) AS number
"""
SECOND_CALL = """
WITH other AS (
    INSERT INTO records_counter (office_id, number, stages, arrow)
    SELECT id, 9, '[]', '' FROM records_office RETURNING id
)
INSERT INTO records_call (visit_id, counter_id, by_id, stage, why, "group", at, times, outcome)
SELECT called.visit_id, other.id, called.by_id, stage, why, "group", called.at, 1, ''
FROM records_call called, other WHERE called.ended_at IS NULL
"""
CLOSED = """
INSERT INTO records_closure (office_id, day, kind, name_id, name_en, estimated, source)
SELECT NULL, day, 'holiday', 'Libur', 'Holiday', false, 'test'
FROM (SELECT DISTINCT day FROM records_officeday) days
"""
ONE_ALONE = """
INSERT INTO records_notice (ref, kind, version, application_id, account_id, to_address, language,
    content, message_id, due_at, state, created_at, tries, last_error)
SELECT notice.ref, 'reminder_3_days', version, notice.application_id, account_id, to_address,
    language, content, message_id, place.given_at + interval '1 second', 'pending',
    place.given_at + interval '1 second', 0, ''
FROM records_notice notice
JOIN records_appointment place ON place.application_id = notice.application_id
WHERE notice.kind = 'appointment_given' AND place.ended_at IS NULL
ORDER BY place.id LIMIT 1
"""
BREACHES = (
    Breach(
        "I1",
        "2 people for 0 seats",
        (
            "ALTER TABLE records_cell DROP CONSTRAINT cell_taken_within_seats",
            "UPDATE records_cell SET seats = 0",
        ),
    ),
    Breach("I2", "taken 3, held 2, coming back 0", ("UPDATE records_cell SET taken = taken + 1",)),
    Breach(
        "I5",
        "person ",
        (
            "ALTER TABLE records_applicant DISABLE TRIGGER applicant_identity_stays",
            r"UPDATE records_applicant SET nik_hash = '\x00'",
        ),
    ),
    Breach(
        "I5",
        ": 7",
        ("ALTER TABLE records_applicant DROP CONSTRAINT applicant_slot_once", SEVEN_PEOPLE),
    ),
    Breach("I5", "is live without its claim", ("DELETE FROM records_liveapplication",)),
    Breach(
        "One draft",
        "without its claim",
        (
            """UPDATE records_application SET state = 'draft'
        WHERE id = (SELECT min(id) FROM records_application)""",
        ),
    ),
    Breach(
        "One draft",
        ", no open draft",
        (
            """INSERT INTO records_draftclaim (account_id, application_id)
        SELECT account_id, id FROM records_application WHERE state = 'live' LIMIT 1""",
        ),
    ),
    Breach(
        "I7",
        ": 0",
        (
            """UPDATE records_appointment SET ended_at = now(), ending = 'served'
            WHERE ended_at IS NULL""",
        ),
    ),
    Breach("I8", "appointment ", ("DELETE FROM records_freedseat",)),
    Breach("I11", "appointment ", ("UPDATE records_appointment SET day = day + 1",)),
    Breach("I12", " on ", (CLOSED,)),
    Breach("I13", " place 0", ("DELETE FROM records_notice WHERE kind = 'appointment_given'",)),
    Breach("I14", " has no reminder_3_days", (ONE_ALONE,)),
    Breach(
        "I16",
        " A1",
        (
            "ALTER TABLE records_appointment DROP CONSTRAINT queue_number_once_a_day",
            "UPDATE records_appointment SET queue_number = 1",
        ),
    ),
    Breach(
        "I16",
        "visits of office ",
        (
            "ALTER TABLE records_visit DROP CONSTRAINT visit_number_once_a_day",
            "UPDATE records_visit SET queue_number = 1",
        ),
    ),
    Breach("I16", "with 3 open calls", ("DROP INDEX call_one_counter_per_ticket", SECOND_CALL)),
    Breach(
        "I16",
        "is waiting with 1 open calls",
        ("UPDATE records_visit SET state = 'waiting' WHERE state = 'at_counter'",),
    ),
    Breach(
        "I16",
        "tickets",
        (
            "DROP INDEX call_one_ticket_per_counter, call_one_counter_per_ticket",
            "UPDATE records_call SET ended_at = NULL, outcome = ''",
        ),
    ),
    Breach(
        "I17",
        "has 2 visits",
        (
            "ALTER TABLE records_visit DROP CONSTRAINT records_visit_appointment_id_key",
            """UPDATE records_visit SET appointment_id = (SELECT min(id) FROM records_appointment)
            WHERE appointment_id IS NOT NULL""",
        ),
    ),
    Breach("I17", "where and when", ("UPDATE records_visit SET day = day - 1",)),
    Breach(
        "I17",
        "arrived on another day",
        ("UPDATE records_visit SET arrived_at = arrived_at - interval '1 day'",),
    ),
    Breach("H1", "without two people", ("DELETE FROM records_orderexception",)),
    Breach(
        "H1",
        "without two people",
        (
            "ALTER TABLE records_orderexception DROP CONSTRAINT exception_by_two_people",
            "UPDATE records_orderexception SET agreed_by_id = asked_by_id",
        ),
    ),
    Breach("H1", "without a call", ("UPDATE records_call SET why = 'window'",)),
    Breach(
        "H2",
        "visit ",
        ("UPDATE records_visit SET state = 'waiting', ended_at = NULL WHERE state = 'unserved'",),
    ),
    Breach(
        "H2",
        "appointment ",
        ("UPDATE records_hallday SET state = 'closed', closed_at = now()",),
    ),
    Breach(
        "H3",
        "is absent, its visit done",
        ("UPDATE records_appointment SET ending = 'absent' WHERE ending = 'served'",),
    ),
    Breach(
        "H3",
        "is served without a visit",
        ("UPDATE records_appointment SET ending = 'served' WHERE ending = 'absent'",),
    ),
    Breach(
        "H4",
        ": 1 visits, 0 entries",
        (
            "ALTER TABLE records_ledgerentry DISABLE TRIGGER ledger_entry_stays",
            "DELETE FROM records_ledgerentry WHERE deed = 'walked_in'",
        ),
    ),
    Breach("H5", "paper check ", ("DELETE FROM records_notice WHERE kind = 'papers_missing'",)),
    Breach("H5", "paper check ", ("UPDATE records_counterdeed SET undone_at = at",)),
    Breach(
        "I20",
        ": 0",
        (
            "ALTER TABLE records_ledgerentry DISABLE TRIGGER ledger_entry_stays",
            "DELETE FROM records_ledgerentry WHERE deed = 'appointment_given'",
        ),
    ),
    Breach(
        "I20",
        "was changed",
        (
            "ALTER TABLE records_ledgerentry DISABLE TRIGGER ledger_entry_stays",
            "UPDATE records_ledgerentry SET actor = 'account:0' WHERE deed = 'checked_in'",
        ),
    ),
    Breach(
        "A8",
        "freed seat ",
        (
            "ALTER TABLE records_ledgerentry DISABLE TRIGGER ledger_entry_stays",
            "DELETE FROM records_ledgerentry WHERE deed = 'appointment_cancelled'",
        ),
    ),
    Breach(
        "A11",
        "appointment ",
        (
            "ALTER TABLE records_appointment DROP CONSTRAINT appointment_ending_is_said",
            "UPDATE records_appointment SET ending = 'absent' WHERE ended_at IS NULL",
        ),
    ),
    Breach(
        "A11",
        "appointment ",
        ("UPDATE records_appointment SET ending = 'lost' WHERE ending = 'served'",),
    ),
)


def test_an_honest_day_breaks_no_promise(office_day):
    assert list(promises.broken_promises()) == []
    assert promises.late_seats() == []
    assert promises.late_reminders() == []


@contextmanager
def broken_by(breach):
    """Break the promise on the office's day, which is whole again afterwards."""
    with transaction.atomic():
        run_sql(*breach.statements)
        yield
        transaction.set_rollback(True)


def test_every_broken_promise_is_named(office_day, subtests):
    for breach in BREACHES:
        with subtests.test(f"{breach.promise} {breach.said.strip()}"), broken_by(breach):
            said = [each for name, each in promises.broken_promises() if name == breach.promise]
            assert any(breach.said in sentence for sentence in said), said


def test_a_seat_that_comes_back_too_late_is_named(office_day):
    run_sql(
        "UPDATE records_freedseat SET returned_at = NULL,"
        " freed_at = antrean_now() - interval '3 hours',"
        " returns_at = antrean_now() - interval '2 hours'"
    )

    assert len(promises.late_seats()) == 1


def test_a_day_that_waits_too_long_for_its_reminders_is_named(office_day):
    run_sql("UPDATE records_officeday SET remind_at = antrean_now() - interval '2 hours'")

    assert len(promises.late_reminders()) == 2


def test_every_promise_is_broken_by_some_test():
    names = {promise.name for promise in promises.QUERIES}

    assert names == {breach.promise for breach in BREACHES}
