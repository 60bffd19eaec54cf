"""Every promise that is asked of the database notices when somebody breaks it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from antrean.actions.call_next import call_next
from antrean.actions.cancel import cancel
from antrean.actions.check_in import check_in
from antrean.actions.return_seats import return_seats
from antrean.records import clock, promises
from antrean.records.models import ClockOffset
from tests.break_in import run_sql
from tests.factories import (
    local_today,
    make_booked,
    make_cell,
    make_counter,
    make_office,
    make_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office_day():
    """A working day with one place given back, one waited for, and one called to a counter."""
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": True})
    office = make_office()
    officer = make_officer(office)
    make_cell(office, days_ahead=1)
    arrived, given_back, _still_coming = (make_booked(office) for _ in range(3))
    cancel(given_back.application, by=given_back.application.account, now=clock.now())
    tomorrow = local_today(office) + timedelta(days=1)
    noon = datetime.combine(tomorrow, time(12), tzinfo=ZoneInfo(office.timezone))
    clock.move(noon - clock.now())
    return_seats(now=clock.now())
    check_in(arrived.application, office=office, by=officer, now=clock.now())
    call_next(counter=make_counter(office), by=officer, now=clock.now())


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
INSERT INTO records_call (appointment_id, counter_id, by_id, at, outcome)
SELECT call.appointment_id, other.id, call.by_id, call.at, ''
FROM records_call call, other
"""
SECOND_COUNTER = """
WITH other AS (
    INSERT INTO records_counter (office_id, number) SELECT id, 9 FROM records_office RETURNING id
)
"""
CLOSED = """
INSERT INTO records_closure (office_id, day, kind, name_id, name_en, estimated, source)
SELECT NULL, day, 'holiday', 'Libur', 'Holiday', false, 'test' FROM records_officeday
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
        "is called 2 times",
        ("DROP INDEX call_one_counter_per_ticket", SECOND_COUNTER + SECOND_CALL),
    ),
    Breach("I17", "appointment ", ("UPDATE records_checkin SET at = at - interval '1 day'",)),
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
)


def test_an_honest_day_breaks_no_promise(office_day):
    assert list(promises.broken_promises()) == []
    assert promises.late_seats() == []


@pytest.mark.parametrize(
    "breach", BREACHES, ids=lambda breach: f"{breach.promise} {breach.said.strip()}"
)
def test_a_broken_promise_is_named(office_day, breach):
    run_sql(*breach.statements)

    said = [sentence for name, sentence in promises.broken_promises() if name == breach.promise]
    assert any(breach.said in sentence for sentence in said), said


def test_a_seat_that_comes_back_too_late_is_named(office_day):
    run_sql(
        "UPDATE records_freedseat SET returned_at = NULL,"
        " freed_at = antrean_now() - interval '3 hours',"
        " returns_at = antrean_now() - interval '2 hours'"
    )

    assert len(promises.late_seats()) == 1


def test_every_promise_is_broken_by_some_test():
    names = {promise.name for promise in promises.QUERIES}

    assert names == {breach.promise for breach in BREACHES}
