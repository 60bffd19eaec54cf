"""Moving old check-ins and calls into visits: nobody who was received is lost, no call either."""

from importlib import import_module

import pytest
from django.db import connection

from antrean.actions.cancel import cancel
from antrean.domain.ledger import Deed
from antrean.records import ledger, promises, seats
from antrean.records.models import Application, Appointment, Call, Visit
from tests.break_in import run_sql
from tests.factories import make_booked, make_cell, make_counter, make_office, make_officer

pytestmark = pytest.mark.django_db

MOVE = import_module("antrean.records.migrations.0003_hall").VISITS_OF_CHECK_INS
AS_BEFORE = """
CREATE TABLE records_checkin (appointment_id bigint, by_id bigint, at timestamptz);
ALTER TABLE records_call ADD COLUMN appointment_id bigint;
ALTER TABLE records_call ALTER COLUMN visit_id DROP NOT NULL;
"""
CHECK_IN = "INSERT INTO records_checkin VALUES (%s, %s, %s)"
CALL = """
INSERT INTO records_call
    (appointment_id, counter_id, by_id, stage, why, "group", at, times, ended_at, outcome)
VALUES (%s, %s, %s, 'documents', 'window', '', %s, 1, %s, %s)
"""


@pytest.fixture
def places():
    """Five people with a place: four come, one of them gave the place back while called."""
    office = make_office()
    make_cell(office)
    return [make_booked(office) for _ in range(5)]


@pytest.fixture
def moved(places):
    """The day as it was stored before there were visits, moved into visits."""
    served, absent, _called, given_back, _not_come = places
    run_sql(AS_BEFORE)
    office = served.office
    officer = make_officer(office)
    for number, place in enumerate(places[:4], start=1):
        receive(place, by=officer, counter=make_counter(office, number=number))
    end(served, "served")
    end(absent, "absent")
    cancel(given_back.application, by=given_back.application.account, now=given_back.given_at)
    run_sql(MOVE)


def receive(place, *, by, counter):
    """Store an arrival and an open call as they were stored then."""
    with connection.cursor() as cursor:
        cursor.execute(CHECK_IN, [place.pk, by.pk, place.arrives_at])
        cursor.execute(CALL, [place.pk, counter.pk, by.pk, place.arrives_at, None, ""])
    deed = Deed(place.office.code, "checked_in", place.application.ref, f"account:{by.pk}")
    ledger.write([deed], at=place.arrives_at)


def end(place, ending):
    """End the call, the place and the application, as a counter did then."""
    at, said = place.window_ends_at, "UPDATE records_call SET ended_at = %s, outcome = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"{said} WHERE appointment_id = %s", [at, ending, place.pk])
    Appointment.objects.filter(pk=place.pk).update(ending=ending, ended_at=at)
    Application.objects.filter(pk=place.application_id).update(state="ended", ended_at=at)
    seats.drop_claims([place.application_id])


def test_whoever_was_received_has_a_visit_with_the_state_of_then(moved, places):
    states = dict(Visit.objects.values_list("appointment", "state"))

    assert [states.get(place.pk) for place in places] == [
        *("done", "absent", "at_counter", "left"),
        None,
    ]


def test_the_visit_has_the_number_the_window_and_the_hour_of_coming(moved, places):
    visit = Visit.objects.get(appointment=places[2])

    assert (str(visit), visit.since, visit.arrived_at) == (
        str(places[2]),
        places[2].window_starts_at,
        places[2].arrives_at,
    )


def test_every_call_belongs_to_the_visit_of_its_place(moved, places):
    calls = Call.objects.order_by("pk").values_list("visit__appointment", "outcome")

    outcomes = ("served", "absent", "", "withdrawn")
    assert list(calls) == list(zip([place.pk for place in places[:4]], outcomes, strict=True))


def test_every_promise_holds_afterwards(moved):
    assert list(promises.broken_promises()) == []
