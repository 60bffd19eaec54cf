"""A database that says nothing any more: everybody is answered, and the door opens again."""

import asyncio
import socket
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from django.db import connection

from antrean.adapters.signing import Pass, write_pass
from antrean.ops.line import Line
from antrean.records import clock
from antrean.records.models import Appointment
from antrean.records.promises import broken_promises
from tests.factories import make_application, make_cell, make_office
from tests.processes import server

pytestmark = pytest.mark.django_db(transaction=True)

LOGIN = "a-patient-login"
TARGET = "tests.faults.short_patience:app"
PEOPLE = 40
SHORT = {"STALLED_SECONDS": "0.5", "ANSWER_SECONDS": "1.5"}
ENDLESS = {"STALLED_SECONDS": "600", "ANSWER_SECONDS": "600"}
TRIES_MAX = 60


class DatabaseLine(Line):
    """A line to the test's own database, wherever that listens."""

    def _far(self):
        words = connection.settings_dict
        if not words["HOST"].startswith("/"):
            return socket.create_connection((words["HOST"], int(words["PORT"] or 5432)), 5)
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(Path(words["HOST"]) / f".s.PGSQL.{words['PORT'] or 5432}"))
        return far

    @property
    def url(self):
        words = connection.settings_dict
        login = f"{words['USER']}:{words['PASSWORD']}".rstrip(":")
        return f"postgresql://{login}@127.0.0.1:{self.port}/{words['NAME']}"


@pytest.fixture
def forms():
    """Everybody's form: one office with a seat for each."""
    office = make_office()
    make_cell(office, seats=PEOPLE)
    expires_at = int((clock.now() + timedelta(minutes=30)).timestamp())
    asked = [make_application(office) for _ in range(PEOPLE)]
    leaves = [Pass(each.pk, each.version, each.key, expires_at, "id") for each in asked]
    return [{"pass": write_pass(leave, login=LOGIN)} for leave in leaves]


async def press(address, forms, *, seconds=30):
    """Let everybody press at once; return what they were told, None for who heard nothing."""
    headers = {"accept": "application/json"}
    async with httpx2.AsyncClient(cookies={"masuk": LOGIN}, headers=headers) as client:

        async def press_one(form):
            try:
                answer = await client.post(f"{address}/live/pengajuan", data=form, timeout=seconds)
            except httpx2.TimeoutException:
                return None
            return answer.json() | {"status": answer.status_code}

        return await asyncio.gather(*map(press_one, forms))


async def press_until_given(address, forms):
    """Press again and again, each with the slip that the first answer gave."""
    for _ in range(TRIES_MAX):
        told = await press(address, forms)
        if all(each["status"] == 201 for each in told):
            return told
        await asyncio.sleep(0.2)
    return told


def statuses(told):
    return [each and each["status"] for each in told]


def test_everybody_is_answered_while_it_is_silent_and_given_a_time_afterwards(forms):
    async def silence(address, line):
        before = await press(address, forms[:1])
        line.hush()
        told = await press(address, forms[1:30])
        told += await press(address, forms[30:])
        line.mend()
        slips = [form | {"slip": each["slip"]} for form, each in zip(forms[1:], told, strict=True)]
        return before, told, await press_until_given(address, slips)

    with DatabaseLine(0) as line, server(TARGET, DATABASE_URL=line.url, **SHORT) as address:
        before, told, afterwards = asyncio.run(silence(address, line))

    assert statuses(before) == [201]
    assert statuses(told) == [503] * (PEOPLE - 1)
    assert all(each["slip"] for each in told)
    assert statuses(afterwards) == [201] * (PEOPLE - 1)
    assert Appointment.objects.count() == PEOPLE
    assert list(broken_promises()) == []


def test_a_twin_with_endless_patience_leaves_everybody_hanging(forms):
    async def silence(address, line):
        await press(address, forms[:1])
        line.hush()
        told = await press(address, forms[1:10], seconds=3)
        line.mend()
        return told

    with DatabaseLine(0) as line, server(TARGET, DATABASE_URL=line.url, **ENDLESS) as address:
        assert asyncio.run(silence(address, line)) == [None] * 9


def test_a_line_that_is_cut_at_any_moment_answers_everybody_and_loses_nothing(forms):
    async def cuts(address, line):
        for _ in range(10):
            pressing = asyncio.create_task(press(address, forms))
            await asyncio.sleep(0.02)
            line.cut()
            line.mend()
            await pressing
        return await press_until_given(address, forms)

    with DatabaseLine(0) as line, server(TARGET, DATABASE_URL=line.url, **SHORT) as address:
        told = asyncio.run(cuts(address, line))

    assert statuses(told) == [201] * PEOPLE
    assert Appointment.objects.count() == PEOPLE
    assert list(broken_promises()) == []
