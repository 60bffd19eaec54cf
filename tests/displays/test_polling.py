"""Where no stream is to be had, screens ask again and again: half a kilobyte, heads included."""

import json
import socket
import zlib
from urllib.parse import urlsplit

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.serve import start
from antrean.records import clock
from tests.factories import make_shift, make_walk_in
from tests.processes import server

WIRE_BYTES_MAX = 512

pytestmark = pytest.mark.django_db(transaction=True)


def asked(address, path, *lines):
    """Return every byte of an answer, as a browser gets it."""
    place = urlsplit(address)
    head = [f"GET {path} HTTP/1.1", "host: localhost", "accept-encoding: gzip, br", *lines, "", ""]
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall("\r\n".join(head).encode())
        answer = line.recv(65536)
        while b"\r\n\r\n" not in answer or len(body_of(answer)) < length_of(answer):
            answer += line.recv(65536)
    return answer


def body_of(answer):
    return answer.partition(b"\r\n\r\n")[2]


def header_of(answer, name):
    lines = answer.partition(b"\r\n\r\n")[0].decode().lower().split("\r\n")
    return next(line.partition(": ")[2] for line in lines if line.startswith(f"{name}: "))


def length_of(answer):
    return int(header_of(answer, "content-length"))


@pytest.fixture
def full_board(office):
    """As many calls as a screen shows, each at a counter of its own."""
    for number, arrow in enumerate(["left", "ahead", "right", "left"] * 2, start=1):
        make_walk_in(office, at=clock.now(), line="collection", service="collection")
        shift = make_shift(office, number=number * 3, arrow=arrow)
        start(shift, call_next(shift, **by(shift)), **by(shift))
    return number


def by(shift):
    return {"by": shift.account, "now": clock.now()}


def test_a_full_board_and_an_unchanged_one_are_half_a_kilobyte_on_the_wire(office, full_board):
    path = f"/layar/{office.code}/keadaan/"
    with server("antrean.site.wsgi:application", interface="wsgi") as site:
        usual = asked(site, path)
        nothing_new = asked(site, path, f"if-none-match: {header_of(usual, 'etag')}")

    shown = json.loads(zlib.decompress(body_of(usual), wbits=31))["calls"]
    assert len(shown) == full_board
    assert header_of(usual, "etag").startswith('"')
    assert len(usual) <= WIRE_BYTES_MAX
    assert nothing_new.startswith(b"HTTP/1.1 304")
    assert len(nothing_new) <= WIRE_BYTES_MAX


def test_a_page_keeps_every_head_that_protects_it(client, office):
    page = client.get(f"/layar/{office.code}/")

    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_a_twin_with_the_heads_of_a_page_is_too_heavy(client, office, full_board, settings):
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "light_snapshots" not in each]

    answer = client.get(f"/layar/{office.code}/keadaan/", headers={"accept-encoding": "gzip"})

    heads = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    assert heads + len(answer.content) > WIRE_BYTES_MAX
