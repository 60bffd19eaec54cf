"""The ledger: nobody changes it, and whoever manages to is found out."""

import pytest
from django.db import Error, IntegrityError, transaction

from antrean.domain.ledger import Deed
from antrean.records import clock, ledger
from antrean.records.models import LedgerEntry, LedgerHead, LedgerLink
from tests.break_in import run_sql

pytestmark = pytest.mark.django_db

TABLES = ("records_ledgerlink", "records_ledgerentry")


@pytest.fixture
def chain():
    """Three links at one office, and one at another."""
    for name in ("appointment_given", "checked_in", "served"):
        ledger.write([Deed("kanim-satu", name, "tamu", "account:1")], at=clock.now())
    ledger.write([Deed("kanim-dua", "appointment_given", "orang", "account:2")], at=clock.now())


@pytest.fixture
def unguarded(chain):
    """Somebody who owns the tables takes the triggers away."""
    run_sql(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES))


def test_an_honest_chain_verifies(chain):
    assert list(ledger.broken_links()) == []


def test_each_deed_is_one_link_of_its_own_offices_chain(chain):
    assert LedgerHead.objects.get(scope="kanim-satu").sequence == 3
    assert LedgerHead.objects.get(scope="kanim-dua").sequence == 1


def test_deeds_of_one_transaction_share_one_link(db):
    deeds = [Deed("kanim-satu", "appointment_given", each, "account:1") for each in ("a", "b")]

    ledger.write(deeds, at=clock.now())

    assert LedgerLink.objects.count() == 1
    assert LedgerEntry.objects.count() == 2


def test_nothing_is_written_for_no_deed(db):
    ledger.write([], at=clock.now())

    assert not LedgerHead.objects.exists()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_written(chain, table, statement):
    with pytest.raises(Error, match=f"{table} is append-only"), transaction.atomic():
        run_sql(statement.format(table))

    assert LedgerEntry.objects.count() == 4


@pytest.mark.parametrize(
    ("said", "statement"),
    [
        (
            "kanim-satu: link 2 was changed",
            "UPDATE records_ledgerentry SET actor = 'account:9' WHERE deed = 'checked_in'",
        ),
        (
            "kanim-satu: link 2 was changed",
            """UPDATE records_ledgerentry SET detail = '{"number": "A-001"}'
            WHERE deed = 'checked_in'""",
        ),
        (
            "kanim-satu: link 2 was changed",
            "DELETE FROM records_ledgerentry WHERE deed = 'checked_in'",
        ),
        (
            "kanim-satu: link 1 was changed",
            """UPDATE records_ledgerlink SET at = at + interval '1 second'
            WHERE scope = 'kanim-satu' AND sequence = 1""",
        ),
    ],
    ids=["another actor", "another detail", "an entry gone", "another instant"],
)
def test_twin_without_the_triggers_a_change_is_possible_and_found(unguarded, said, statement):
    run_sql(statement)

    assert list(ledger.broken_links()) == [said]


def test_a_link_that_is_gone_is_found(unguarded):
    run_sql(
        "DELETE FROM records_ledgerentry WHERE deed = 'checked_in'",
        "DELETE FROM records_ledgerlink WHERE scope = 'kanim-satu' AND sequence = 2",
    )

    assert list(ledger.broken_links()) == ["kanim-satu: link 3 does not follow link 1"]


def test_a_last_link_that_is_gone_is_found(unguarded):
    run_sql(
        "DELETE FROM records_ledgerentry WHERE deed = 'served'",
        "DELETE FROM records_ledgerlink WHERE scope = 'kanim-satu' AND sequence = 3",
    )

    assert list(ledger.broken_links()) == ["kanim-satu: the head does not match the last link"]


def test_a_head_that_was_changed_is_found(chain):
    run_sql(r"UPDATE records_ledgerhead SET digest = '\x00' WHERE scope = 'kanim-satu'")

    assert list(ledger.broken_links()) == ["kanim-satu: the head does not match the last link"]


def test_a_chain_without_its_head_is_found(chain):
    run_sql("DELETE FROM records_ledgerhead WHERE scope = 'kanim-dua'")

    assert list(ledger.broken_links()) == ["kanim-dua: links without a head"]


FORK = """
INSERT INTO records_ledgerlink (scope, sequence, previous, digest, at)
SELECT scope, 4, previous, digest, at FROM records_ledgerlink
WHERE scope = 'kanim-satu' AND sequence = 2
"""


def test_the_database_refuses_a_fork(chain):
    with pytest.raises(IntegrityError, match="ledger_never_forks"), transaction.atomic():
        run_sql(FORK)


def test_twin_without_the_constraint_a_fork_is_possible_and_found(chain):
    run_sql("ALTER TABLE records_ledgerlink DROP CONSTRAINT ledger_never_forks")

    run_sql(FORK)

    assert list(ledger.broken_links()) == ["kanim-satu: link 4 does not follow link 3"]
