"""The calendar in memory: quick to propose from, and never the last word."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection

from antrean.actions.take_in import take_in
from antrean.records import clock, ledger, open_cells, seats
from antrean.records.models import Appointment, Cell
from antrean.records.open_seats import FRESH, KEPT, OpenSeats
from antrean.records.promises import broken_promises
from tests.break_in import run_sql
from tests.factories import make_application, make_booked, make_cell, make_office, submission

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def open_seats(office):
    return OpenSeats()


def press(office, open_seats):
    return take_in([submission(make_application(office))], open_seats=open_seats)[0]


def reads():
    """Count how often the calendar is read."""
    return patch.object(open_cells, "read", wraps=open_cells.read)


def test_the_calendar_is_not_read_again_for_every_batch(office, open_seats):
    make_cell(office, seats=3)

    with reads() as read:
        outcomes = [press(office, open_seats) for _ in range(3)]

    assert [each.kind for each in outcomes] == ["given"] * 3
    assert read.call_count == 1


def test_a_seat_that_somebody_else_took_meanwhile_is_not_given_twice(office, open_seats):
    first, second = make_cell(office, seats=2), make_cell(office, days_ahead=9)
    press(office, open_seats)
    make_booked(office)  # through another process, which knows nothing of this calendar

    outcome = press(office, open_seats)

    assert outcome.place.cell_id == second.pk
    assert Cell.objects.get(pk=first.pk).taken == 2
    assert list(broken_promises()) == []


def test_without_the_guard_the_stale_calendar_gives_it_twice(office, open_seats, unguarded):
    """The twin: the statement without its condition believes the calendar."""
    make_cell(office, seats=2)
    make_cell(office, days_ahead=9)
    press(office, open_seats)
    make_booked(office)

    press(office, open_seats)

    assert "I1" in [promise for promise, _ in broken_promises()]


@pytest.fixture
def unguarded(monkeypatch):
    """Take the condition off the statement that takes seats, and the constraint off the table."""
    careless = seats.TAKE.replace(
        "LEAST(wanted.number, cell.seats - cell.taken)", "wanted.number"
    ).replace("AND cell.taken + locked.granted <= cell.seats", "")
    monkeypatch.setattr(seats, "TAKE", careless)
    monkeypatch.setattr("antrean.actions.seating.arrival_minutes", lambda _nth, **_: 0)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_cell DROP CONSTRAINT cell_taken_within_seats")
    yield
    Appointment.objects.all().delete()
    Cell.objects.update(taken=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE records_cell ADD CONSTRAINT cell_taken_within_seats "
            "CHECK (taken BETWEEN 0 AND seats)"
        )


def test_nobody_is_refused_from_a_calendar_that_is_not_fresh(office, open_seats):
    make_cell(office, seats=1)
    press(office, open_seats)
    Cell.objects.update(seats=2)  # a seat came back
    in_a_moment = clock.now() + FRESH + timedelta(seconds=1)

    with patch.object(clock, "now", return_value=in_a_moment):
        outcome = press(office, open_seats)

    assert outcome.kind == "given"


def test_whoever_is_refused_from_a_fresh_calendar_does_not_make_it_read_again(office, open_seats):
    make_cell(office, seats=1)
    press(office, open_seats)

    with reads() as read, patch.object(clock, "now", return_value=clock.now()):
        kinds = [press(office, open_seats).kind for _ in range(5)]

    assert kinds == ["refused"] * 5
    assert read.call_count <= 1


def test_what_is_old_is_read_again(office, open_seats):
    make_cell(office, seats=2, days_ahead=9)
    press(office, open_seats)
    sooner = make_cell(office, days_ahead=7)
    later = clock.now() + KEPT + timedelta(seconds=1)

    with patch.object(clock, "now", return_value=later):
        outcome = press(office, open_seats)

    assert outcome.place.cell_id == sooner.pk


def broken_once(problem):
    """Let the first batch fail when everything but the ledger is written."""
    write, broken = ledger.write, []

    def fail_first(deeds, *, at):
        if not broken:
            broken.append(deeds)
            raise problem
        write(deeds, at=at)

    return patch.object(ledger, "write", fail_first)


def press_together(open_seats, *applications):
    return [
        each.kind
        for each in take_in([submission(one) for one in applications], open_seats=open_seats)
    ]


def test_seats_of_a_batch_that_was_undone_are_free_again(office, open_seats):
    make_cell(office, seats=2)

    with broken_once(IntegrityError("somebody was a moment earlier")):
        kinds = press_together(open_seats, make_application(office), make_application(office))

    assert kinds == ["given", "given"]


def test_seats_of_a_batch_that_broke_are_free_for_the_next(office, open_seats):
    make_cell(office, seats=2)
    asked = make_application(office), make_application(office)

    with broken_once(ValueError("not ours")), pytest.raises(ValueError, match="not ours"):
        press_together(open_seats, *asked)

    assert press_together(open_seats, *asked) == ["given", "given"]


def test_twin_without_forgetting_they_are_refused_what_is_free(office, open_seats):
    make_cell(office, seats=2)
    asked = make_application(office), make_application(office)

    with broken_once(IntegrityError("a moment earlier")), patch.object(OpenSeats, "forget_all"):
        kinds = press_together(open_seats, *asked)

    assert kinds == ["refused", "refused"]


@pytest.fixture
def blocked(office):
    """An application of somebody who has a place already, through another account."""
    elsewhere = make_office("kanim-lain")
    make_cell(elsewhere)
    person = make_booked(elsewhere).application.applicant
    again = make_application(office)
    run_sql(
        "ALTER TABLE records_applicant DISABLE TRIGGER applicant_identity_stays;"
        "UPDATE records_applicant SET nik_hash = "
        f"(SELECT nik_hash FROM records_applicant WHERE id = {person.pk})"
        f" WHERE id = {again.applicant_id};"
        "ALTER TABLE records_applicant ENABLE TRIGGER applicant_identity_stays"
    )
    return again


def test_a_seat_proposed_to_somebody_who_may_not_have_it_goes_to_the_next(
    office, open_seats, blocked
):
    make_cell(office, seats=1)

    kinds = press_together(open_seats, blocked, make_application(office))

    assert kinds == ["blocked", "given"]


def test_twin_without_forgetting_the_next_is_refused(office, open_seats, blocked):
    make_cell(office, seats=1)
    press_together(open_seats)

    with patch.object(OpenSeats, "forget"):
        kinds = press_together(open_seats, blocked, make_application(office))

    assert kinds == ["blocked", "refused"]
