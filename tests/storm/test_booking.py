"""The storm: 300 people, 40 at a time, 50 seats, two live processes, over HTTP."""

import asyncio
from datetime import timedelta

import httpx2
import pytest
from django.db import connection
from django.db.models import Sum

from antrean.adapters.signing import Pass, write_pass
from antrean.records import clock
from antrean.records.models import Appointment, Cell, LiveApplication, Notice
from antrean.records.promises import broken_promises
from tests.factories import make_application, make_cell, make_office
from tests.processes import server

pytestmark = pytest.mark.django_db(transaction=True)

APPLICANTS = 300
AT_ONCE = 40
SEATS = 50
LOGIN = "storm"
TARGET = "tests.storm.slow_calendar:app"


@pytest.fixture
def passes():
    """Everybody's signed pass for one office with ten cells of five seats."""
    office = make_office()
    for days_ahead in range(7, 17):
        make_cell(office, days_ahead=days_ahead, seats=SEATS // 10)
    expires_at = int((clock.now() + timedelta(minutes=30)).timestamp())
    asked = [make_application(office) for _ in range(APPLICANTS)]
    return [
        write_pass(Pass(each.pk, each.version, each.key, expires_at, "id"), login=LOGIN)
        for each in asked
    ]


async def press(addresses, passes):
    """Post every pass, forty at a time, spread over the processes; return the answers."""
    turn = asyncio.Semaphore(AT_ONCE)
    headers = {"accept": "application/json"}
    async with httpx2.AsyncClient(cookies={"masuk": LOGIN}, headers=headers, timeout=60) as client:

        async def press_one(place, leave):
            address = addresses[place % len(addresses)]
            async with turn:
                return await client.post(f"{address}/live/pengajuan", data={"pass": leave})

        return await asyncio.gather(*(press_one(*each) for each in enumerate(passes)))


def storm(passes, **environment):
    with server(TARGET, **environment) as first, server(TARGET, **environment) as second:
        return asyncio.run(press([first, second], passes))


def test_fifty_seats_become_fifty_places_and_everybody_else_learns_the_next_date(passes):
    answers = storm(passes)

    kinds = [answer.json()["outcome"] for answer in answers]
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert kinds.count("given") == SEATS
    assert len(refused) == APPLICANTS - SEATS
    assert all(refusal["next_day"] for refusal in refused)
    assert Appointment.objects.count() == LiveApplication.objects.count() == SEATS
    assert Cell.objects.aggregate(Sum("taken"))["taken__sum"] == SEATS
    assert Notice.objects.filter(kind="appointment_given").count() == SEATS
    assert list(broken_promises()) == []


def test_pressing_again_after_the_storm_changes_nothing(passes):
    with server(TARGET) as address:
        first = asyncio.run(press([address], passes[:80]))
        again = asyncio.run(press([address], passes[:80]))

    assert [each.json() for each in again] == [each.json() for each in first]
    assert Appointment.objects.count() == SEATS


def test_without_the_guard_the_same_storm_oversells(passes):
    """The twin: the statement without its condition, the table without its constraint."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_cell DROP CONSTRAINT cell_taken_within_seats")
    try:
        storm(passes, UNGUARDED="1")
        oversold = Appointment.objects.count()
        broken = [promise for promise, _ in broken_promises()]
    finally:
        Appointment.objects.all().delete()
        Cell.objects.update(taken=0)
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE records_cell ADD CONSTRAINT cell_taken_within_seats "
                "CHECK (taken BETWEEN 0 AND seats)"
            )

    assert oversold > SEATS
    assert "I1" in broken
