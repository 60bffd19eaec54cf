"""What the tables of the draw refuse, whoever writes; and that nothing else would refuse it."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import DatabaseError

from tests.break_in import run_sql
from tests.draws import bring, make_batch, make_receipt
from tests.factories import make_application, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def draws():
    """Batches in every state, one with a receipt and a later one; an office that draws."""
    office = make_office()
    for day, state in ((21, "published"), (22, "drawn"), (23, "closed")):
        bring(make_batch(date(2026, 11, day)), state)
    make_receipt(make_application(office), batch=make_batch(date(2026, 11, 24)))
    make_batch(date(2026, 11, 30))
    run_sql(
        """INSERT INTO records_officeway (office_id, from_day, way, why, since_at)
        SELECT id, '2026-11-10', 'draw', 'Permintaan 140 persen', '2026-11-09 23:59:59+07'
        FROM records_office"""
    )


@dataclass(frozen=True)
class Guard:
    """What is refused, in which words, and how the guard is taken away."""

    name: str
    misdeed: str
    away: str
    said: str = ""


def constraint(name, misdeed, *, table):
    return Guard(name, misdeed, f"ALTER TABLE records_{table} DROP CONSTRAINT {name}")


def trigger(name, misdeed, *, table, said):
    return Guard(name, misdeed, f"ALTER TABLE records_{table} DISABLE TRIGGER {name}", said)


def way(**other):
    """Another row of the office's ways, different in this."""
    row = {"from_day": "'2026-11-20'", "way": "'soonest'", "why": "'Sepi'"}
    row |= {"since_at": "'2026-11-19 10:00+07'"} | other
    said = ", ".join(row.values())
    return f"""INSERT INTO records_officeway (office_id, from_day, way, why, since_at)
    SELECT id, {said} FROM records_office"""


def batch(**other):
    """Another batch, different in this."""
    row = {"day": "'2026-11-25'", "closes_at": "'2026-11-25 18:00+07'", "state": "'open'"}
    row |= {"opened_at": "'2026-11-25 08:00+07'"} | other
    return (
        f"""INSERT INTO records_drawbatch ({", ".join(row)}) VALUES ({", ".join(row.values())})"""
    )


def change(state, said):
    """Say something else of the first batch in that state."""
    return f"UPDATE records_drawbatch SET {said} WHERE state = '{state}' AND day < '2026-11-30'"


def close(*, closed_at="closes_at", root="decode(repeat('00', 32), 'hex')", leaves="1"):
    return change(
        "open", f"state = 'closed', closed_at = {closed_at}, root = {root}, leaves = {leaves}"
    )


LATER = "(SELECT id FROM records_drawbatch WHERE day = '2026-11-30')"


def receipt(*, salt="decode(repeat('07', 16), 'hex')", leaf="", **other):
    """Another receipt of the same application, of its next draw, different in this."""
    row = {"application_id": "application_id", "age_class": "age_class + 1", "salt": salt}
    row |= {"batch_id": LATER, "text": "text", "signature": "signature"}
    row |= {"signed_at": "signed_at", "leaf": leaf or rf"sha256('\x00' || {salt} || text)"} | other
    said = ", ".join(row.values())
    return f"INSERT INTO records_receipt ({', '.join(row)}) SELECT {said} FROM records_receipt"


def batch_in(state):
    return f"(SELECT id FROM records_drawbatch WHERE state = '{state}')"


FORWARD = "a batch never goes back"
IN_TIME = "receipts come into an open batch, before it closes"
STAYS = "is append-only"
GUARDS = (
    constraint(
        "office_way_once",
        way(from_day="'2026-11-10'", since_at="'2026-11-01 10:00+07'"),
        table="officeway",
    ),
    constraint("office_way_known", way(way="'auction'"), table="officeway"),
    constraint("office_way_has_its_reason", way(why="''"), table="officeway"),
    constraint("office_way_said_before", way(since_at="'2026-11-20 00:00+07'"), table="officeway"),
    trigger(
        "office_way_stays",
        "UPDATE records_officeway SET way = 'soonest'",
        table="officeway",
        said=STAYS,
    ),
    trigger("office_way_stays", "DELETE FROM records_officeway", table="officeway", said=STAYS),
    constraint("records_drawbatch_day_key", batch(day="'2026-11-24'"), table="drawbatch"),
    constraint(
        "records_drawbatch_closes_at_key",
        batch(closes_at="'2026-11-24 18:00+07'", opened_at="'2026-11-23 18:00+07'"),
        table="drawbatch",
    ),
    constraint(
        "draw_batch_state_is_told",
        change("open", "state = 'paused'"),
        table="drawbatch",
    ),
    constraint(
        "draw_batch_state_is_told", change("open", "closed_at = closes_at"), table="drawbatch"
    ),
    constraint("draw_batch_state_is_told", change("open", "state = 'closed'"), table="drawbatch"),
    constraint(
        "draw_batch_state_is_told",
        change("closed", "state = 'drawn', drawn_at = closes_at + interval '1 hour'"),
        table="drawbatch",
    ),
    constraint(
        "draw_batch_in_order_of_time", batch(opened_at="'2026-11-25 18:00+07'"), table="drawbatch"
    ),
    constraint(
        "draw_batch_in_order_of_time",
        close(closed_at="closes_at - interval '1 second'"),
        table="drawbatch",
    ),
    constraint(
        "draw_batch_in_order_of_time",
        change("closed", "state = 'drawn', beacon = root, drawn_at = closed_at"),
        table="drawbatch",
    ),
    constraint(
        "draw_batch_in_order_of_time",
        change("drawn", "state = 'published', published_at = closed_at"),
        table="drawbatch",
    ),
    constraint("draw_batch_root_is_whole", close(root="'half'"), table="drawbatch"),
    trigger(
        "draw_batch_goes_forward",
        batch(
            state="'closed'",
            closed_at="'2026-11-25 18:00+07'",
            root="decode(repeat('00', 32), 'hex')",
            leaves="0",
        ),
        table="drawbatch",
        said="a batch begins open",
    ),
    trigger(
        "draw_batch_goes_forward",
        close(leaves="0"),
        table="drawbatch",
        said="a batch closes over all its receipts",
    ),
    trigger(
        "draw_batch_goes_forward",
        change("closed", "state = 'open', closed_at = NULL, root = NULL, leaves = NULL"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("drawn", "state = 'closed', drawn_at = NULL, beacon = NULL"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("published", "state = 'drawn', published_at = NULL"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change(
            "closed",
            """state = 'published', beacon = root, drawn_at = closed_at + interval '1 hour',
            published_at = closed_at + interval '2 hours'""",
        ),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("open", "closes_at = closes_at + interval '1 hour'"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("open", "day = '2026-11-26'"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("closed", "root = decode(repeat('01', 32), 'hex')"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("published", "leaves = 7"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("drawn", "beacon = 'another'"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_goes_forward",
        change("published", "published_at = published_at + interval '1 hour'"),
        table="drawbatch",
        said=FORWARD,
    ),
    trigger(
        "draw_batch_stays",
        "DELETE FROM records_drawbatch WHERE state = 'published'",
        table="drawbatch",
        said=STAYS,
    ),
    constraint("receipt_once_a_draw", receipt(age_class="age_class"), table="receipt"),
    constraint("receipt_once_a_batch", receipt(batch_id="batch_id"), table="receipt"),
    constraint("records_receipt_pkey", receipt(salt="salt"), table="receipt"),
    constraint(
        "receipt_opens_its_leaf", receipt(leaf="decode(repeat('00', 32), 'hex')"), table="receipt"
    ),
    constraint(
        "receipt_salt_is_whole", receipt(salt="decode(repeat('07', 15), 'hex')"), table="receipt"
    ),
    constraint("receipt_signature_is_whole", receipt(signature="'short'"), table="receipt"),
    trigger(
        "receipts_come_in_time",
        receipt(batch_id=batch_in("closed"), signed_at="signed_at - interval '1 day'"),
        table="receipt",
        said=IN_TIME,
    ),
    trigger(
        "receipts_come_in_time",
        receipt(signed_at="signed_at + interval '7 days'"),
        table="receipt",
        said=IN_TIME,
    ),
    trigger("receipts_come_in_time", receipt(batch_id="0"), table="receipt", said=IN_TIME),
    trigger(
        "receipt_stays",
        "UPDATE records_receipt SET batch_id = batch_id",
        table="receipt",
        said=STAYS,
    ),
    trigger("receipt_stays", "DELETE FROM records_receipt", table="receipt", said=STAYS),
    constraint(
        "application_in_draw_is_complete",
        "UPDATE records_application SET submitted_at = NULL",
        table="application",
    ),
    constraint(
        "application_in_draw_is_complete",
        "UPDATE records_application SET applicant_id = NULL",
        table="application",
    ),
)
EACH = pytest.mark.parametrize("guard", GUARDS, ids=lambda it: it.name)


@EACH
def test_a_misdeed_is_refused(guard):
    with pytest.raises(DatabaseError, match=guard.said or guard.name):
        run_sql(guard.misdeed)


@EACH
def test_without_its_guard_the_misdeed_succeeds(guard):
    run_sql(guard.away, guard.misdeed)


def test_a_receipt_belongs_to_an_application_that_is_there():
    with pytest.raises(DatabaseError, match="violates foreign key"):
        run_sql(receipt(application_id="0"))


def test_another_receipt_of_the_next_draw_is_welcome():
    run_sql(receipt())


def test_a_batch_may_close_over_the_receipts_it_has():
    run_sql(close())
