"""The clock between two batches: as last heard, carried on."""

from datetime import UTC, datetime

import pytest

from antrean.live import heard
from antrean.live.heard import HeardClock

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
NOON_MS = int(NOON.timestamp() * 1000)


@pytest.fixture
def count(monkeypatch):
    """The seconds that have passed, as the machine counts them."""
    seconds = [50.0]
    monkeypatch.setattr(heard, "monotonic", lambda: seconds[0])
    return seconds


def test_what_was_heard_is_carried_on(count):
    clock = HeardClock()
    clock.hear(NOON)

    count[0] += 1.5

    assert clock.milliseconds() == NOON_MS + 1_500


def test_what_is_heard_later_wins(count):
    clock = HeardClock()
    clock.hear(NOON)
    count[0] += 100

    clock.hear(NOON)

    assert clock.milliseconds() == NOON_MS


def test_a_clock_that_was_never_heard_tells_nothing():
    assert HeardClock().milliseconds() is None
