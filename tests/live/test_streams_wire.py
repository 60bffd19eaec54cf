"""Streams over the wire: a screen resumes where it was cut, and a dead line costs nothing."""

import contextlib
import json
import re
import socket
import struct
import time
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.live.stories import cut_the_ear
from tests.processes import server

MANY = 200
"""Events: more than fit into what waits in the kernel for a reader who takes nothing."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def door(django_db_setup):
    """Where the live process answers, a process of its own."""
    with server("antrean.live.app:app") as address:
        yield address


@pytest.fixture(scope="module")
def small(django_db_setup):
    """Where a live process answers whose hall holds one watcher."""
    with server("tests.live.small_hall:app") as address:
        yield address


@contextlib.contextmanager
def listened(door, code="kanim-uji", **words):
    """Open a stream over the wire; yield the answer and its lines."""
    address = f"{door}/live/arus/{code}"
    with httpx2.Client(timeout=10) as client, client.stream("GET", address, **words) as answer:
        yield answer, answer.iter_lines()


def told_over_the_wire(lines, number):
    """Return so many events as (id, key)."""
    events, key = [], ""
    while len(events) < number:
        line = next(lines)
        key = line[4:] if line.startswith("id: ") else key
        events += [(key, json.loads(line[6:])["key"])] if line.startswith("data: {") else []
    return events


def opened(door, *, receives=65536, seconds=10):
    """Return a bare connection to the stream, on which the first word has come.

    Right after an ear was cut the hall may ask to come back: then it comes back.
    """
    place = urlsplit(door)
    ends = time.monotonic() + seconds
    while True:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        line.connect((place.hostname, place.port))
        line.sendall(b"GET /live/arus/kanim-uji HTTP/1.1\r\nhost: localhost\r\n\r\n")
        first = line.recv(2048)
        if first.startswith(b"HTTP/1.1 200"):
            return line
        line.close()
        assert first.startswith(b"HTTP/1.1 503"), first
        assert time.monotonic() < ends, first
        time.sleep(0.2)


def status(door):
    with listened(door) as (answer, _):
        return answer.status_code


def soon_has_room(door, *, seconds=10):
    """Say whether the hall takes a watcher within that time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if status(door) == 200:
            return True
        time.sleep(0.1)
    return False


def test_a_screen_resumes_where_it_was_cut(office, door, say_now):
    say_now("first")
    with listened(door, params={"sejak": "0"}) as (answer, lines):
        [(seen, first)] = told_over_the_wire(lines, 1)
        kind = answer.headers["content-type"]
    say_now("second")

    with listened(door, headers={"Last-Event-ID": seen}) as (_, lines):
        say_now("third")
        rest = told_over_the_wire(lines, 2)

    assert kind.startswith("text/event-stream")
    assert [first, *(key for _, key in rest)] == ["first", "second", "third"]


def test_a_cut_ear_is_not_noticed(office, door, say_now):
    with listened(door, params={"sejak": "0"}) as (_, lines):
        say_now("before")
        before = told_over_the_wire(lines, 1)
        cut_the_ear()
        say_now("in between")
        after = told_over_the_wire(lines, 1)

    assert [key for _, key in before + after] == ["before", "in between"]


@pytest.mark.parametrize("code", ["kanim-tidak-ada", "Kanim_Uji", "x" * 90, "", "kanim-uji/x"])
def test_an_unknown_office_has_no_stream(office, door, code):
    with listened(door, code=code) as (answer, _):
        assert answer.status_code == 404


def test_a_stream_is_only_read(office, door):
    answer = httpx2.post(f"{door}/live/arus/kanim-uji")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_a_stream_has_the_strict_headers_of_every_answer(office, door):
    with listened(door) as (answer, _):
        headers = answer.headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src" in headers["content-security-policy"]


def test_who_comes_when_the_hall_is_full_is_asked_to_come_back(office, small):
    with opened(small), listened(small) as (answer, _):
        refused = answer.status_code, answer.headers["retry-after"]

    assert refused == (503, "5")


def close_half(line):
    line.shutdown(socket.SHUT_WR)


def reset(line):
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


@pytest.mark.parametrize("leave", [socket.socket.close, close_half, reset])
def test_a_browser_that_goes_leaves_nothing_behind(office, small, leave):
    line = opened(small)
    was_full = status(small)

    leave(line)

    assert was_full == 503
    assert soon_has_room(small)
    line.close()


def test_a_reader_who_takes_nothing_is_cut_and_finds_everything_on_return(office, small, say_now):
    status(small)  # the first stream of a process finds the bounds not yet set
    line = opened(small, receives=2048)
    sent = [str(number) for number in range(MANY)]
    say_now(*sent)

    assert soon_has_room(small)

    before = received(line)
    with listened(small, headers={"Last-Event-ID": before[-1][0]}) as (_, lines):
        after = told_over_the_wire(lines, MANY - len(before))
    assert [key for _, key in before + after] == sent


def test_a_twin_without_bounds_keeps_the_dead_line(office, say_now):
    with server("tests.live.small_hall:app", ANTREAN_TEST_LAX="1") as lax:
        line = opened(lax, receives=2048)
        say_now(*map(str, range(MANY)))

        assert not soon_has_room(lax, seconds=4)

    line.close()


def received(line):
    """Return the whole events that had reached a cut line, as (id, key)."""
    text = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := line.recv(65536):
            text += piece
    line.close()
    found = re.findall(rb'id: (\d+)\nevent: announcement\ndata: {"key":"(\d+)"[^\n]*\n\n', text)
    return [(event.decode(), key.decode()) for event, key in found]
