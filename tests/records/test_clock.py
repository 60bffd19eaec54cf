"""The one clock: the database's own, plus an offset that only a marked database may have."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from antrean.records import clock
from antrean.records.models import ClockOffset

pytestmark = pytest.mark.django_db


def mark(*, movable):
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": movable})


def database_instant():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def test_a_fresh_clock_is_the_databases():
    mark(movable=False)

    before, now, after = database_instant(), clock.now(), database_instant()

    assert before <= now <= after


def test_the_instant_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


def test_the_clock_goes_on_inside_one_transaction():
    first = clock.now()

    assert clock.now() > first


def test_a_marked_clock_moves_by_what_was_asked():
    mark(movable=True)
    clock.move(timedelta(hours=3))

    clock.move(timedelta(minutes=-30))

    assert ClockOffset.objects.get().seconds == 9000
    assert clock.now() - database_instant() > timedelta(hours=2, minutes=29)


def test_an_unmarked_clock_refuses_to_move():
    mark(movable=False)

    with pytest.raises(clock.ClockStands):
        clock.move(timedelta(hours=3))

    assert ClockOffset.objects.get().seconds == 0


def test_the_database_itself_keeps_an_unmarked_clock_from_moving():
    mark(movable=False)

    with pytest.raises(IntegrityError, match="clock_stands_unless_movable"), transaction.atomic():
        ClockOffset.objects.update(seconds=60)


def test_there_is_no_second_clock():
    with pytest.raises(IntegrityError, match="clock_is_one"), transaction.atomic():
        ClockOffset.objects.create(pk=2)


def test_twin_without_the_constraint_an_unmarked_clock_would_move():
    mark(movable=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE records_clockoffset DROP CONSTRAINT clock_stands_unless_movable"
        )

    ClockOffset.objects.update(seconds=60)

    assert clock.now() - database_instant() > timedelta(seconds=59)
