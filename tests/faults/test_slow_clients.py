"""Slow, half-closed and garbage clients: honest people are served, and memory stays flat."""

import asyncio
import uuid
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import httpx2
import pytest

from antrean.adapters.signing import Pass, write_pass
from antrean.records import clock
from antrean.records.models import Appointment
from tests.factories import make_application, make_cell, make_office
from tests.faults import slow_clients
from tests.processes import server

pytestmark = pytest.mark.django_db(transaction=True)

LOGIN = "an-honest-login"
TARGET = "tests.faults.short_patience:app"
HONEST = 30
SLOW = 200
CONNECTIONS = 128
"""Fewer than there are slow clients: whoever is not sent home locks the others out."""

GROWTH_MAX_KB = 4_000
SECONDS_MAX = 30


def written(pk, version, key, *, minutes=30):
    expires_at = int(clock.now().timestamp()) + minutes * 60
    return write_pass(Pass(pk, version, key, expires_at, "id"), login=LOGIN)


@pytest.fixture
def leaves():
    office = make_office()
    make_cell(office, seats=HONEST)
    asked = [make_application(office) for _ in range(HONEST)]
    return [written(each.pk, each.version, each.key) for each in asked]


@pytest.fixture
def live(tmp_path):
    """Start a live process with so much patience; the file tells its number."""

    def start(*, seconds):
        return server(
            TARGET,
            more=(
                *("--http1-header-read-timeout", str(seconds * 1_000)),
                *("--backpressure", str(CONNECTIONS)),
            ),
            BODY_SECONDS=str(seconds),
            PID_FILE=str(tmp_path / "pid"),
            ANTREAN_LOG="ERROR",
        )

    start.pid_file = tmp_path / "pid"
    return start


def resident_kb(pid_file):
    status = Path("/proc", pid_file.read_text(), "status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line)


async def press(address, leave, *, seconds):
    """Press the button as a browser would; return the status, None where nobody answers."""
    try:
        async with httpx2.AsyncClient(cookies={"masuk": LOGIN}, timeout=seconds) as client:
            answer = await client.post(f"{address}/live/pengajuan", data={"pass": leave})
            return answer.status_code
    except httpx2.TimeoutException:
        return None


def slow(port, *, seconds):
    """Open the slow connections, half of them in the headers and half in the body."""
    kinds = (slow_clients.dribbles_headers, slow_clients.dribbles_a_body)
    return [asyncio.create_task(kinds[number % 2](port, seconds=seconds)) for number in range(SLOW)]


async def crowd(address, leaves, *, chance, seconds):
    """Let everybody come at once; return who was sent home and what honest people were told."""
    port = urlsplit(address).port
    dribbling = slow(port, seconds=seconds)
    half_closed = [slow_clients.closes_half(port, whole=number % 2 == 0) for number in range(SLOW)]
    requests = [slow_clients.garbage(chance, leaves[0], login=LOGIN) for _ in range(SLOW)]
    junk = [slow_clients.sends(port, request) for request in requests]
    honest = [press(address, leave, seconds=seconds) for leave in leaves]
    told, *_ = await asyncio.gather(
        asyncio.gather(*honest), asyncio.gather(*half_closed), asyncio.gather(*junk)
    )
    return await asyncio.gather(*dribbling), told


def test_honest_people_are_served_between_all_of_them_and_memory_stays_flat(live, leaves):
    with live(seconds=1) as address:
        waves = []
        for seed in range(3):
            wave = crowd(address, leaves, chance=Random(seed), seconds=SECONDS_MAX)
            waves.append((*asyncio.run(wave), resident_kb(live.pid_file)))

    assert all(all(sent_home) for sent_home, _, _ in waves)
    assert [told for _, told, _ in waves] == [[303] * HONEST] * 3
    assert waves[-1][2] - waves[0][2] < GROWTH_MAX_KB
    assert Appointment.objects.count() == HONEST


def test_a_twin_without_the_time_outs_locks_honest_people_out(live, leaves):
    async def locked_out(address):
        dribbling = slow(urlsplit(address).port, seconds=5)
        await asyncio.sleep(1)
        told = await asyncio.gather(*(press(address, leave, seconds=2) for leave in leaves[:5]))
        return told, await asyncio.gather(*dribbling)

    with live(seconds=60) as address:
        told, sent_home = asyncio.run(locked_out(address))

    assert told == [None] * 5
    assert not any(sent_home)


def test_passes_that_are_no_good_cost_a_refusal_and_replayed_ones_change_nothing(live, leaves):
    again_and_again = [
        slow_clients.form(leaves[0], login=LOGIN),
        slow_clients.form(written(1, 1, uuid.uuid4(), minutes=-1), login=LOGIN),
        slow_clients.form(written(999_999_999, 1, uuid.uuid4()), login=LOGIN),
        slow_clients.form(leaves[0], login="somebody-else"),
        slow_clients.form(leaves[0][:-1] + "A", login=LOGIN),
    ]

    async def wave(address):
        port = urlsplit(address).port
        lines = []
        for _ in range(25):
            lines += await asyncio.gather(
                *(slow_clients.sends(port, each) for each in again_and_again * 5)
            )
        return [int(line.split()[1]) for line in lines]

    with live(seconds=10) as address:
        asyncio.run(wave(address))
        before = resident_kb(live.pid_file)
        told = [status for _ in range(4) for status in asyncio.run(wave(address))]
        after = resident_kb(live.pid_file)

    assert after - before < GROWTH_MAX_KB
    assert told == [303, 403, 404, 403, 403] * 500
    assert Appointment.objects.count() == 1
