"""A batch that breaks: everybody is answered, and nobody suffers from a neighbour."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections

from antrean.actions import take_in as take_in_module
from antrean.actions.settling import Outcome
from antrean.live import settle as settle_module
from antrean.live.settle import Settler
from antrean.records import clock
from antrean.records.models import Application
from tests.factories import make_application, make_cell, make_office
from tests.live.near_desk import leave

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def leaves():
    office = make_office()
    make_cell(office)
    return [leave(make_application(office)) for _ in range(4)]


@pytest.fixture
def settler():
    """A settler that is called in a thread of its own, as behind the door."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        settler = Settler()
        thread.submit(settler.prepare).result()
        settler.thread = thread
        yield settler
        thread.submit(settler.let_go).result()


def settled(settler, leaves):
    return [each.kind for each in settler.thread.submit(settler.settle, leaves).result(30)]


def end(server):
    """End one of the database's processes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [server])


def test_a_batch_is_settled_together_and_the_clock_is_heard(settler, leaves):
    assert settled(settler, leaves) == ["given"] * 4

    assert abs(settler.clock.milliseconds() - clock.now().timestamp() * 1000) < 60_000


def test_an_expired_pass_is_told_so_between_the_others(settler, leaves):
    late = leave(make_application(make_office("kanim-lain")), seconds=-1)

    assert settled(settler, [leaves[0], late, leaves[1]]) == ["given", "expired", "given"]


def test_a_batch_that_breaks_is_settled_in_halves(settler, leaves, monkeypatch):
    take_in, broken = settle_module.take_in, leaves[2]

    def break_for_one(submissions, **more):
        if any(each.application_id == broken.application_id for each in submissions):
            raise ValueError("this one cannot be read")
        return take_in(submissions, **more)

    monkeypatch.setattr(settle_module, "take_in", break_for_one)

    assert settled(settler, leaves) == ["given", "given", "busy", "given"]


def test_a_line_that_is_cut_makes_everybody_busy_without_trying_each(settler, leaves, monkeypatch):
    tried = []

    def gone(submissions, **more):
        tried.append(len(submissions))
        connection.connection.close()
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(settle_module, "take_in", gone)

    assert settled(settler, leaves) == ["busy"] * 4
    assert tried == [4]


def test_after_a_cut_the_next_batch_has_a_new_line(settler, leaves):
    settled(settler, leaves[:1])
    end(settler._line.connection.info.backend_pid)

    assert settled(settler, leaves[1:]) == ["busy"] * 3
    assert settled(settler, leaves) == ["given"] * 4


def test_hanging_up_brings_back_a_thread_that_waits_for_the_database(settler, leaves, monkeypatch):
    waits = threading.Event()

    def hangs(submissions, **more):
        with connection.cursor() as cursor:
            waits.set()
            cursor.execute("SELECT pg_sleep(600)")

    monkeypatch.setattr(settle_module, "take_in", hangs)
    batch = settler.thread.submit(settler.settle, leaves)
    assert waits.wait(20)

    server = settler._line.connection.info.backend_pid
    settler.hang_up()

    assert batch.result(20) == [Outcome("busy")] * 4
    end(server)  # it does not notice by itself


def test_hanging_up_where_nothing_is_open_does_nothing(settler):
    settler.thread.submit(settler.let_go).result()

    settler.hang_up()

    assert settler._line.connection is None


def test_a_settler_prepares_without_a_database(monkeypatch):
    def away():
        raise OperationalError("nobody answers")

    monkeypatch.setattr(clock, "now", away)
    settler = Settler()
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(settler.prepare).result()

    assert settler.clock.milliseconds() is None


def test_the_line_is_not_taken_from_the_pool(settler):
    assert settler._line is not connections["default"]
    assert settler._line.pool is None


@pytest.fixture
def roomy():
    """Passes of four, of whom the third can never be stored: a ticket without a code is refused."""
    office = make_office()
    make_cell(office, seats=9)
    asked = [make_application(office) for _ in range(4)]
    Application.objects.filter(pk=asked[2].pk).update(ticket_code=None)
    return [leave(each) for each in asked]


def test_one_row_that_a_constraint_refuses_fails_nobody_else(settler, roomy):
    assert settled(settler, roomy) == ["given", "given", "busy", "given"]


def test_twin_without_giving_up_on_the_batch_everybody_suffers(settler, roomy, monkeypatch):
    monkeypatch.setattr(take_in_module, "BROKEN_MAX", 99)

    assert settled(settler, roomy) == ["busy"] * 4
