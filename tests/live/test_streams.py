"""Streams: a call at the counter reaches everyone who listens to that office."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from antrean.actions.call_next import call_next
from antrean.live.streams import Hall
from antrean.records import clock
from antrean.records.models import Appointment, CheckIn
from tests.factories import (
    local_today,
    make_booked,
    make_cell,
    make_counter,
    make_office,
    make_officer,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting():
    """Somebody has checked in and waits at an office with one counter."""
    office = make_office()
    make_cell(office)
    place, officer = make_booked(office), make_officer(office)
    Appointment.objects.update(day=local_today(office))
    CheckIn.objects.create(appointment=place, by=officer, at=clock.now())
    return make_counter(office, number=3), officer


def call(counter, officer):
    call_next(counter=counter, by=officer, now=clock.now())
    connection.close()


def test_a_call_is_heard_by_its_office_and_by_no_other(waiting):
    counter, officer = waiting

    async def listen():
        hall = Hall()
        here, there = hall.events(counter.office.code), hall.events("kanim-lain")
        await anext(here)
        await anext(there)
        await hall.listening.wait()
        await sync_to_async(call)(counter, officer)
        heard = await asyncio.wait_for(anext(here), 10)
        silent = asyncio.create_task(anext(there))
        await asyncio.sleep(0.1)
        was_silent = not silent.done()
        await hall.close()
        with pytest.raises(StopAsyncIteration):
            await silent
        return heard, was_silent

    heard, was_silent = asyncio.run(listen())

    assert heard == "event: panggilan\ndata: A-001 3\n\n"
    assert was_silent
