"""A busy door: nothing is lost, the place is kept, and nobody can make themselves a better one."""

import asyncio
import json
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass, read_slip, write_pass, write_slip
from antrean.live.answers import RETRY_SECONDS
from antrean.live.door import BUSY
from antrean.live.heard import HeardClock
from antrean.live.intake import LAST, SLIP_HOURS, Intake

LOGIN = "a-login-cookie"
NOW = datetime(2027, 1, 15, 9, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
KEY = uuid.UUID(int=7)
HOUR_MS = 3_600_000


class FullDoor:
    """A door that turns everybody away, and knows who came with which place."""

    def __init__(self):
        self.came = []

    async def submit(self, leave, *, since):
        self.came.append((leave, since))
        return BUSY


class StoppedClock(HeardClock):
    def milliseconds(self):
        return NOW_MS


@pytest.fixture
def door():
    return FullDoor()


def written(*, minutes=30, language="id"):
    expires_at = int((NOW + timedelta(minutes=minutes)).timestamp())
    return write_pass(Pass(7, 3, KEY, expires_at, language), login=LOGIN)


def press(door, body, *, clock=None, accept="text/html"):
    """Post a form; return the status, the headers and the text of the answer."""
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "cookie": f"masuk={LOGIN}",
        "accept": accept,
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    sent = []

    async def receive():
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    async def send(message):
        sent.append(message)

    intake = Intake(door, clock=clock or StoppedClock())
    asyncio.run(intake({"method": "POST", "headers": raw}, receive, send))
    start, rest = sent
    names = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], names, rest["body"].decode()


def hidden(page, name):
    """Return what a hidden field of the page's form holds."""
    return re.search(f'<input type="hidden" name="{name}" value="([^"]*)">', page)[1]


def test_who_is_turned_away_gets_a_small_page_that_sends_again(door):
    leave = written()

    status, headers, page = press(door, f"pass={leave}")

    assert status == 503
    assert headers["retry-after"] == str(RETRY_SECONDS)
    assert len(page.encode()) < 3_000
    assert int(headers["content-length"]) == len(page.encode())
    assert '<form method="post" action="/live/pengajuan">' in page
    assert hidden(page, "pass") == leave
    assert read_slip(hidden(page, "slip"), key=KEY) == NOW_MS
    assert "Menunggu tidak mengurangi peluang Anda." in page
    assert "http-equiv" not in page


def test_the_page_speaks_the_language_of_the_pass(door):
    _, _, page = press(door, f"pass={written(language='en')}")

    assert '<html lang="en">' in page
    assert "Nothing is lost." in page


def test_a_program_gets_the_slip_and_the_seconds(door):
    status, _, text = press(door, f"pass={written()}", accept="application/json")

    answer = json.loads(text)
    assert status == 503
    assert answer["outcome"] == "busy"
    assert answer["retry_after"] == RETRY_SECONDS
    assert read_slip(answer["slip"], key=KEY) == NOW_MS


def test_who_comes_back_with_the_slip_stands_where_they_stood(door):
    slip = write_slip(NOW_MS - HOUR_MS, key=KEY)

    _, _, page = press(door, f"pass={written()}&slip={slip}")

    assert door.came[0][1] == NOW_MS - HOUR_MS
    assert hidden(page, "slip") == slip


@pytest.mark.parametrize(
    "slip",
    [
        "x",
        "",
        f"{NOW_MS - HOUR_MS}.AAAA",
        write_slip(NOW_MS - HOUR_MS, key=uuid.UUID(int=8)),
        write_slip(NOW_MS, key=KEY).replace(str(NOW_MS), str(NOW_MS - HOUR_MS)),
        write_slip(NOW_MS + HOUR_MS, key=KEY),
        write_slip(NOW_MS - (SLIP_HOURS + 1) * HOUR_MS, key=KEY),
    ],
    ids=["junk", "empty", "unsealed", "of another", "aged", "of the future", "too old"],
)
def test_a_slip_that_is_not_good_counts_as_none(door, slip):
    press(door, f"pass={written()}&slip={slip}")

    assert door.came[0][1] == NOW_MS


def test_two_slips_are_as_good_as_the_first(door):
    good, bad = write_slip(NOW_MS - HOUR_MS, key=KEY), "x"

    press(door, f"pass={written()}&slip={bad}&slip={good}")

    assert door.came[0][1] == NOW_MS


def test_a_form_that_is_escaped_is_read_all_the_same(door):
    leave, slip = written(), write_slip(NOW_MS - HOUR_MS, key=KEY)

    press(door, f"slip={slip.replace('.', '%2E')}&pass={leave.replace('.', '%2E')}")

    assert door.came[0][1] == NOW_MS - HOUR_MS


def test_a_pass_that_was_in_time_when_first_seen_stays_in_time(door):
    slip = write_slip(NOW_MS - HOUR_MS, key=KEY)

    press(door, f"pass={written(minutes=-30)}&slip={slip}")

    assert not door.came[0][0].is_expired(now=NOW)
    assert door.came[0][0].is_expired(now=NOW + timedelta(hours=SLIP_HOURS - 1, seconds=1))


def test_a_pass_that_was_late_when_first_seen_stays_late(door):
    slip = write_slip(NOW_MS - HOUR_MS, key=KEY)

    press(door, f"pass={written(minutes=-61)}&slip={slip}")

    assert door.came[0][0].is_expired(now=NOW)


def test_without_a_clock_nobody_is_promised_a_place(door):
    leave = written()

    status, _, page = press(door, f"pass={leave}", clock=HeardClock())

    assert status == 503
    assert door.came[0][1] == LAST
    assert hidden(page, "pass") == leave
    assert 'name="slip"' not in page
    assert "didahulukan" not in page


def test_without_a_clock_a_program_gets_no_slip(door):
    _, _, text = press(door, f"pass={written()}", clock=HeardClock(), accept="application/json")

    assert json.loads(text)["slip"] is None


def test_who_is_settled_gets_no_slip(door, monkeypatch):
    async def settled(leave, *, since):
        return Outcome("given", "ABC")

    monkeypatch.setattr(door, "submit", settled)

    status, headers, _ = press(door, f"pass={written()}")

    assert status == 303
    assert headers["location"] == "/permohonan/ABC/hasil/"
