"""The pace: as many may wait as can be settled within the published patience."""

import pytest

from antrean.live.pace import PATIENCE_SECONDS, ROOM_MAX, ROOM_MIN, Pace


@pytest.fixture
def pace():
    return Pace()


def settles(pace, settled, *, seconds, batches=40):
    for _ in range(batches):
        pace.note(settled, seconds=seconds)
    return pace.room


def test_the_room_is_what_is_settled_within_the_patience(pace):
    assert settles(pace, 300, seconds=0.3) == pytest.approx(1_000 * PATIENCE_SECONDS, rel=0.01)


def test_a_fast_database_fills_the_room_to_its_ceiling(pace):
    assert settles(pace, 300, seconds=0.015) == ROOM_MAX


def test_a_slow_database_still_leaves_room_for_one_batch(pace):
    assert settles(pace, 300, seconds=30) == ROOM_MIN


def test_five_batches_decide(pace):
    settles(pace, 300, seconds=0.015)

    assert settles(pace, 300, seconds=1.5, batches=5) < 1_000


def test_a_lone_submission_says_little_of_a_rush(pace):
    settles(pace, 1, seconds=0.005)

    assert settles(pace, 300, seconds=0.03, batches=1) == ROOM_MAX


def test_a_batch_that_settled_nothing_measures_nothing(pace):
    before = settles(pace, 300, seconds=0.3)

    assert settles(pace, 0, seconds=0.0001) == before
