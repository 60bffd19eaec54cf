"""The bench of the boards counts what arrives at every watcher, and does not overlook a loss."""

import socket
import time
from array import array
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from django.db import connection

from antrean.actions.hall.hall_state import announce
from antrean.ops.bench import boards, crowd
from antrean.ops.bench.audience import Crowd, Heard, gathered
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.bench.trickle import Pressed, people
from antrean.records import clock
from antrean.records.models import HallEvent
from tests.factories import make_application, make_cell, make_office, make_officer, submission
from tests.processes import server

WATCHERS = 30
CALLED = 7  # the key of an event
HEAD = b"HTTP/1.1 200 OK\r\n\r\nd\r\nretry: 1000\n\n\r\n"


@pytest.fixture
def office():
    return make_office()


def say(office, *keys):
    head = make_officer(office, role="office_head")
    for key in keys:
        announce(office, key=key, by=head, now=clock.now())
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_event_arrives_at_every_watcher_and_whoever_is_cut_is_counted(office):
    with ExitStack() as running:
        port = urlsplit(running.enter_context(server("antrean.live.app:app"))).port
        with gathered(WATCHERS, port=port, office=office.code) as audience:
            audience.opened(WATCHERS, told=print)
            say(office, "first", "second")
            time.sleep(3)
            heard = audience.heard()
            running.close()
            time.sleep(1)
            cut = audience.heard().dropped

    arrived = {key: len(moments) for key, moments in heard.moments.items()}
    assert arrived == dict.fromkeys(HallEvent.objects.values_list("pk", flat=True), WATCHERS)
    assert (heard.dropped, heard.disordered, cut) == (0, 0, WATCHERS)


@pytest.mark.django_db(transaction=True)
def test_a_trickle_submits_each_pass_once_and_hears_every_answer(office, tmp_path):
    make_cell(office, seats=10)
    drafts = [submission(make_application(office)) for _ in range(10)]
    crowd.passes(tmp_path / "passes", drafts)
    with server("antrean.live.app:app") as live:
        port = urlsplit(live).port
        with people(tmp_path / "passes", port=port, login=crowd.LOGIN) as trickle:
            trickle.begin(20, seconds=0.5)
            pressed = trickle.ended()

    assert pressed.statuses == [201] * 10
    assert len(pressed.milliseconds) == 10


@pytest.fixture
def watcher():
    """One watcher of the crowd and the other end of their line."""
    crowd_ = Crowd()
    with socket.create_server(("127.0.0.1", 0)) as door:
        crowd_.open(door.getsockname()[1], "kanim-uji")
        line, _ = door.accept()
        with line:
            yield crowd_, line


def told(watcher, *pieces):
    """Return what the watcher makes of these pieces, each read by itself."""
    listening, line = watcher
    for piece in pieces:
        line.sendall(piece)
        time.sleep(0.01)
        listening.listen()
    return listening.take()


def event(key):
    return b"20\r\nid: %d\nevent: call\ndata: {}\n\n\r\n" % key


def test_messages_that_come_in_pieces_or_together_are_counted_once(watcher):
    whole = event(1) + event(2)

    heard = told(watcher, HEAD[:25], HEAD[25:], whole[:15], whole[15:])

    assert (heard.messages, sorted(heard.moments)) == (3, [1, 2])


@pytest.mark.parametrize("second", [1, 2])
def test_what_comes_twice_or_out_of_order_is_noticed(watcher, second):
    assert told(watcher, HEAD, event(2), event(second)).disordered == 1


def test_a_refusal_is_a_watcher_lost(watcher):
    refused = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"

    heard = told(watcher, refused)

    assert (heard.dropped, heard.messages) == (1, 0)


def test_figures_are_of_all_watchers_and_calls():
    heard = Heard(moments={CALLED: array("d", [10.1, 10.2, 10.3, 10.9])})

    found = boards._arrivals({CALLED: 10.0}, heard, watchers=4)

    assert {name: round(value) for name, value in found.items()} == {
        "call_to_screen_p50_ms": 200,
        "call_to_screen_p99_ms": 900,
        "call_to_last_ms": 900,
    }


@pytest.mark.parametrize(
    "heard",
    [
        Heard(moments={CALLED: array("d", [10.1] * 3)}),
        Heard(moments={CALLED: array("d", [10.1] * 5)}),
        Heard(moments={CALLED: array("d", [10.1] * 4)}, disordered=1),
    ],
)
def test_a_call_that_is_lost_or_doubled_fails_the_bench(heard):
    with pytest.raises(BenchFailed):
        boards._arrivals({CALLED: 10.0}, heard, watchers=4)


def test_an_answer_that_decides_nothing_fails_the_bench():
    with pytest.raises(BenchFailed):
        boards._answers(Pressed([1.0, 2.0], [201, 503]), seconds=1)
