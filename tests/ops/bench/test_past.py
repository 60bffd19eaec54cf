"""Years that never were: whole, promised, and the tables as they were before."""

import pytest
from django.db import connection

from antrean.actions.take_in import take_in
from antrean.ops.bench import crowd, past
from antrean.records.models import Appointment, LedgerEntry, LedgerLink, Notice
from antrean.records.promises import broken_promises

pytestmark = pytest.mark.django_db(transaction=True)

GUARDS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid::regclass::text LIKE 'records_%'
"""


def guards():
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        return set(cursor.fetchall())


def test_the_past_is_written_in_whole_days_and_keeps_every_promise(offices):
    written = past.fill(1_650)

    assert written == 1_600
    assert [model.objects.count() for model in (Appointment, Notice, LedgerEntry)] == [1_600] * 3
    assert LedgerLink.objects.count() == 16
    assert list(broken_promises()) == []


def test_every_guard_is_there_again_afterwards(offices):
    before = guards()

    past.fill(400)

    assert guards() == before


def test_a_past_that_was_changed_is_noticed(offices):
    past.fill(400)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_ledgerentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_ledgerentry SET actor = 'somebody' WHERE position = 7")
        cursor.execute("ALTER TABLE records_ledgerentry ENABLE TRIGGER USER")

    assert {name for name, _ in broken_promises()} == {"I20"}


def test_life_goes_on_after_it(offices):
    past.fill(400)
    crowd.open_cells(offices, seats_a_day=100)

    outcomes = take_in(crowd.make(5, offices=offices))

    assert {each.kind for each in outcomes} == {"given"}
    assert list(broken_promises()) == []


def test_too_few_for_one_day_is_no_past_at_all(offices):
    assert past.fill(150) == 0
    assert Appointment.objects.count() == 0
