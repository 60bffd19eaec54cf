"""One request is worked on at a time, and nobody holds the turn by sending slowly."""

from io import BytesIO
from threading import Event, Thread

import pytest

from antrean.site import turns
from antrean.site.turns import in_turn

PATIENCE_SECONDS = 10


class Slow:
    """A body that comes when `arrives` is set."""

    def __init__(self):
        self.arrives = Event()

    def read(self, length):
        self.arrives.wait(PATIENCE_SECONDS)
        return b"x" * length


class Gone:
    """The body of somebody who has left."""

    def read(self, _length):
        raise OSError


def request(body=None, length=5):
    return {"CONTENT_LENGTH": str(length), "wsgi.input": body} if body else {}


def echo(environ, _start):
    body = environ.get("wsgi.input")
    return [body.read(3) if body else b"no body"]


def beside(app, *requests):
    threads = [Thread(target=app, args=(each, None), daemon=True) for each in requests]
    for thread in threads:
        thread.start()
    return threads


def test_never_more_than_one_at_a_time():
    go, inside, most = Event(), [], []

    def busy(_environ, _start):
        inside.append(1)
        most.append(len(inside))
        go.wait(0.01)
        inside.pop()
        return []

    threads = beside(in_turn(busy, body_max=9), *[request() for _ in range(12)])
    for thread in threads:
        thread.join(PATIENCE_SECONDS)

    assert len(most) == 12
    assert max(most) == 1


def test_who_sends_slowly_keeps_nobody_waiting():
    slow = [Slow(), Slow()]
    app = in_turn(echo, body_max=9)
    threads = beside(app, *(request(body) for body in slow))

    quick = app(request(), None)

    assert quick == [b"no body"]
    assert all(thread.is_alive() for thread in threads)
    for body in slow:
        body.arrives.set()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)


def test_where_bodies_are_left_unread_a_slow_one_takes_the_turn(monkeypatch):
    """The twin: a limit of zero leaves every body to the application."""
    monkeypatch.setattr(turns, "STUCK_SECONDS", PATIENCE_SECONDS)
    body = Slow()
    app = in_turn(echo, body_max=0)
    beside(app, request(body))
    second = beside(app, request())[0]

    second.join(0.2)

    assert second.is_alive()
    body.arrives.set()
    second.join(PATIENCE_SECONDS)
    assert not second.is_alive()


def test_a_body_arrives_whole_and_a_long_one_is_left_to_the_application():
    app = in_turn(echo, body_max=5)
    long = BytesIO(b"abcdefgh")

    assert app(request(BytesIO(b"abcde")), None) == [b"abc"]
    assert app(request(long, length=8), None) == [b"abc"]
    assert long.read() == b"defgh"


def test_whoever_left_is_for_the_application_to_notice():
    app = in_turn(echo, body_max=9)

    with pytest.raises(OSError):
        app(request(Gone()), None)

    assert app(request(), None) == [b"no body"]


def test_a_request_that_fails_gives_its_turn_back():
    def fails(_environ, _start):
        raise ValueError

    app = in_turn(fails, body_max=9)

    for _ in range(3):
        with pytest.raises(ValueError):
            app(request(), None)


def waits(environ, _start):
    """Answer when the request says so: as one that waits for a lock of the database."""
    environ["go"].wait(PATIENCE_SECONDS)
    return [b"late"]


def test_one_that_waits_for_somebody_else_does_not_hold_up_the_others(monkeypatch):
    monkeypatch.setattr(turns, "STUCK_SECONDS", 0.01)
    stuck = {"go": Event()}
    app = in_turn(lambda environ, start: (waits if environ else echo)(environ, start), body_max=9)
    [thread] = beside(app, stuck)

    quick = [app(request(), None) for _ in range(3)]

    assert quick == [[b"no body"]] * 3
    assert thread.is_alive()
    stuck["go"].set()
    thread.join(PATIENCE_SECONDS)


def test_who_went_on_without_a_turn_gives_none_back(monkeypatch):
    monkeypatch.setattr(turns, "STUCK_SECONDS", 0.01)
    line = turns.Turns()

    taken = [line.take(), line.take(), line.take()]
    line.give_back()

    assert taken == [True, False, False]
    assert [line.take(), line.take()] == [True, False]


def test_the_turn_goes_to_whoever_has_waited_longest(monkeypatch):
    monkeypatch.setattr(turns, "STUCK_SECONDS", PATIENCE_SECONDS)
    line, served = turns.Turns(), []

    def come(name):
        line.take()
        served.append(name)
        line.give_back()

    line.take()
    threads = []
    for name in "abcd":
        threads += [Thread(target=come, args=(name,), daemon=True)]
        threads[-1].start()
        while len(line._waiting) < len(threads):
            Event().wait(0.001)
    line.give_back()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)

    assert served == list("abcd")


def test_a_turn_that_comes_at_the_last_moment_is_taken():
    line = turns.Turns()
    line.take()
    late = turns.Lock()

    assert line._leave(late) is False
