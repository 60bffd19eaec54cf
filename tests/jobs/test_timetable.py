"""Chores are done at their own pace, and one that fails does not stop the others."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from antrean.actions.cancel import cancel
from antrean.actions.move_clock import move_clock
from antrean.actions.write_code_mail import write_code_mail
from antrean.jobs import timetable
from antrean.jobs.timetable import Chore, Timetable
from antrean.records import clock
from antrean.records.models import Absence, Cell, Notice
from tests.factories import make_walk_in

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def done():
    return []


def tend_each_half_minute(timetable, *, times):
    for turn in range(times):
        timetable.tend(now=NOON + turn * MINUTE / 2)


def test_a_chore_is_done_at_the_start_and_then_at_its_pace(done):
    timetable = Timetable([Chore("sweep", MINUTE, done.append)])

    tend_each_half_minute(timetable, times=4)

    assert done == [NOON, NOON + MINUTE]


def test_a_clock_that_is_put_back_does_not_hold_chores_up(done):
    timetable = Timetable([Chore("sweep", MINUTE, done.append)])
    timetable.tend(now=NOON)

    timetable.tend(now=NOON - timedelta(days=1))

    assert len(done) == 2


def test_a_chore_that_fails_leaves_the_others_alone(done):
    def fail(_):
        raise ValueError("a mistake of ours")

    timetable = Timetable([Chore("fail", MINUTE, fail), Chore("sweep", MINUTE, done.append)])

    timetable.tend(now=NOON)

    assert done == [NOON]


def test_a_silent_database_is_the_workers_affair(done):
    def fail(_):
        raise OperationalError

    with pytest.raises(OperationalError):
        Timetable([Chore("fail", MINUTE, fail)]).tend(now=NOON)


def test_the_real_timetable_gives_freed_seats_back(place):
    cancel(place.application, by=place.application.account, now=clock.now())
    move_clock(by=timedelta(hours=5))

    Timetable().tend(now=clock.now())

    assert Cell.objects.get(pk=place.cell_id).taken == 0


def test_the_real_timetable_writes_reminders_when_they_fall_due(place):
    move_clock(by=timedelta(days=4, hours=12))

    Timetable().tend(now=clock.now())

    assert Notice.objects.filter(kind="reminder_3_days").count() == 1


def test_after_a_long_silence_reminders_are_written_batch_after_batch(morning, monkeypatch):
    looked = [timetable.DAYS_MOST, timetable.DAYS_MOST, 1, 0]
    monkeypatch.setattr(timetable, "write_reminders", lambda **_: looked.pop(0))

    Timetable().tend(now=clock.now())

    assert looked == [0]


def test_the_real_timetable_erases_old_codes(morning):
    write_code_mail(
        kind="sign_up_code",
        to_address="siti@contoh.example",
        language="id",
        code="K7M4-9QX2",
        account=None,
        now=clock.now(),
    )
    move_clock(by=timedelta(minutes=16))

    Timetable().tend(now=clock.now())

    assert Notice.objects.get().secret is None


def test_the_real_timetable_closes_a_day_that_nobody_closed(place):
    move_clock(by=place.window_ends_at + timedelta(days=1) - clock.now())

    Timetable().tend(now=clock.now())

    place.refresh_from_db()
    assert place.ending == "unserved"
    assert not Absence.objects.exists()


def test_whoever_stayed_away_from_a_day_with_an_open_hall_is_absent(place):
    make_walk_in(place.office, at=place.window_starts_at)
    move_clock(by=place.window_ends_at + timedelta(days=1) - clock.now())

    Timetable().tend(now=clock.now())

    assert Absence.objects.get().appointment == place
