"""The operator's check: every promise by name, and an exit code that machines understand."""

import pytest
from django.core.management import call_command

from antrean.actions.write_reminders import write_reminders
from antrean.records import clock
from antrean.records.models import ClockOffset
from tests.break_in import run_sql
from tests.factories import make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked():
    """One place that was given the real way, where a worker runs."""
    ClockOffset.objects.get_or_create(pk=1)
    office = make_office()
    make_cell(office)
    write_reminders(now=clock.now())
    return make_booked(office)


def check(capsys):
    """Run the check; return its exit code and what it printed."""
    try:
        call_command("promises")
    except SystemExit as ended:
        return ended.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_when_every_promise_holds_the_check_ends_with_0(booked, capsys):
    code, said = check(capsys)

    assert code == 0
    assert "promises hold" in said


def test_what_the_database_cannot_answer_is_said_to_be_not_run(booked, capsys):
    _, said = check(capsys)

    assert "not run" in said
    assert "I3" in said


def test_a_broken_promise_is_shown_with_its_breach_and_ends_with_1(booked, capsys):
    run_sql("UPDATE records_cell SET taken = taken + 1")

    code, said = check(capsys)

    assert code == 1
    assert f"{booked.cell_id}: taken 2" in said


def test_a_changed_ledger_is_shown_and_ends_with_1(booked, capsys):
    run_sql(r"UPDATE records_ledgerhead SET digest = '\x00'")

    code, said = check(capsys)

    assert code == 1
    assert "kanim-uji: the head" in said


def test_a_worker_that_does_not_run_is_noticed(booked, capsys):
    run_sql("UPDATE records_officeday SET remind_at = antrean_now() - interval '2 hours'")

    code, said = check(capsys)

    assert code == 1
    assert "No reminder is overdue by an hour" in said


def test_of_many_breaches_only_the_first_are_listed(capsys):
    ClockOffset.objects.get_or_create(pk=1)
    office = make_office()
    make_cell(office, seats=8)
    for _ in range(8):
        make_booked(office)
    run_sql("DELETE FROM records_notice")

    code, said = check(capsys)

    assert code == 1
    assert "and 3 more" in said
