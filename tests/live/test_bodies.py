"""Bodies: small and soon, or not at all."""

import asyncio

import pytest

from antrean.live import bodies as bodies_module
from antrean.live.bodies import BODY_MAX_BYTES, BODY_SECONDS, Bodies, GoneAway, Unreadable


def piece(body, *, more):
    return {"type": "http.request", "body": body, "more_body": more}


def read(*messages, promised=None):
    """Read a body that comes in these pieces."""
    coming = iter(messages)

    async def receive():
        return next(coming)

    return asyncio.run(Bodies().read(receive, promised=promised))


def test_a_body_is_put_together_from_its_pieces():
    assert read(piece(b"pass", more=True), piece(b"=x", more=False)) == b"pass=x"


def test_the_end_of_the_stream_is_not_waited_for_where_the_length_is_known():
    assert read(piece(b"pass=x", more=True), promised=b"6") == b"pass=x"


def test_an_empty_body_is_empty():
    assert read(piece(b"", more=False), promised=b"0") == b""


def test_what_promises_to_be_large_is_not_read():
    with pytest.raises(Unreadable, match="too_large"):
        read(promised=str(BODY_MAX_BYTES + 1).encode())


@pytest.mark.parametrize("promised", [None, b"6", b"-1", b"x"])
def test_what_becomes_large_is_not_read_to_its_end(promised):
    pieces = [piece(b"a" * 4_000, more=True)] * 2

    with pytest.raises(Unreadable, match="too_large"):
        read(*pieces, promised=promised)


def test_who_goes_away_needs_no_answer():
    with pytest.raises(GoneAway):
        read(piece(b"pass", more=True), {"type": "http.disconnect"})


@pytest.fixture
def count(monkeypatch):
    seconds = [50.0]
    monkeypatch.setattr(bodies_module, "monotonic", lambda: seconds[0])
    return seconds


def a_dribble(count, *, looks):
    """A body stops in the middle for longer than is allowed; return whether it was cut off."""

    async def to_the_end():
        bodies, stopped = Bodies(), asyncio.Event()

        async def receive():
            stopped.set()
            return await asyncio.Future()

        reading = asyncio.create_task(bodies.read(receive, promised=b"9"))
        await stopped.wait()
        count[0] += BODY_SECONDS + 0.1
        for _ in range(looks):
            bodies.look()
        await asyncio.wait([reading], timeout=0.1)
        cut_off = reading.done() and str(reading.exception())
        reading.cancel()
        await asyncio.wait([reading])
        return cut_off, bodies._since

    return asyncio.run(to_the_end())


def test_a_body_that_dribbles_is_cut_off(count):
    assert a_dribble(count, looks=1) == ("too_slow", {})


def test_a_twin_that_nobody_looks_after_reads_for_ever(count):
    assert a_dribble(count, looks=0) == (False, {})


def test_a_body_that_comes_in_time_is_left_alone(count):
    async def to_the_end():
        bodies, may_come = Bodies(), asyncio.Event()

        async def receive():
            await may_come.wait()
            return piece(b"pass=x", more=False)

        reading = asyncio.create_task(bodies.read(receive, promised=None))
        await asyncio.sleep(0)
        count[0] += BODY_SECONDS - 0.1
        bodies.look()
        may_come.set()
        return await reading

    assert asyncio.run(to_the_end()) == b"pass=x"


def test_a_server_that_ends_is_not_taken_for_a_slow_body():
    async def to_the_end():
        reading = asyncio.create_task(Bodies().read(asyncio.Future, promised=None))
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])
        return reading.cancelled()

    assert asyncio.run(to_the_end())
