"""What a bench stands on: safe commits, a database that goes with it, and the same beginning."""

import pytest
from django.db import connection

from antrean.actions.take_in import take_in
from antrean.ops.bench import crowd, ground
from antrean.ops.bench.rounds import BenchFailed
from antrean.records.models import Application, Appointment, Cell, LedgerHead, OfficeDay
from antrean.records.promises import broken_promises
from tests.processes import database_url

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "antrean_bench_trial"


@pytest.fixture
def quick(monkeypatch):
    """A database that is empty at once; tables and reference data have tests of their own."""
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setattr(ground, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(ground, "load_reference", lambda **_: None)
    monkeypatch.setattr(ground.clock, "now", lambda: None)


def current():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        return cursor.fetchone()[0]


def is_there():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [NAME])
        return bool(cursor.fetchone()[0])


def test_the_database_of_a_bench_goes_with_it(quick):
    home = current()

    with ground.database(NAME):
        assert current() == NAME

    assert current() == home
    assert not is_there()


def test_it_goes_also_when_the_bench_breaks(quick):
    with pytest.raises(BenchFailed), ground.database(NAME):
        raise BenchFailed

    assert not is_there()


def test_a_commit_that_may_be_lost_is_not_measured():
    assert "fsync on" in ground.commits_are_safe()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")

    with pytest.raises(BenchFailed, match="synchronous_commit off"):
        ground.commits_are_safe()

    connection.close()


def test_every_part_begins_where_the_first_began(offices):
    crowd.open_cells(offices, seats_a_day=100)
    drafts = crowd.make(6, offices=offices)
    ground.keep_drafts()
    before = list(Application.objects.order_by("id").values())
    take_in(drafts)

    ground.start_over()

    assert list(Application.objects.order_by("id").values()) == before
    assert not Appointment.objects.exists()
    assert not Cell.objects.filter(taken__gt=0).exists()
    assert not OfficeDay.objects.filter(last_number__gt=0).exists()
    assert LedgerHead.objects.count() == len(offices)
    assert {each.kind for each in take_in(drafts)} == {"given"}
    assert list(broken_promises()) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_draft, bench_claim")
