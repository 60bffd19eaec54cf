"""Workers that look for reminders at once, or are killed over it, write each of them once."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import transaction

from antrean.actions.move_clock import move_clock
from antrean.actions.write_reminders import write_reminders
from antrean.domain import notices
from antrean.records import clock, reminders
from antrean.records.models import Notice, OfficeDay
from tests.processes import database_url
from tests.storm.crowd import at_once, without

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 3
END_SECONDS_MAX = 60


@pytest.fixture
def due(places):
    """Three people whose first reminder has just fallen due."""
    move_clock(by=timedelta(days=4, hours=1))
    return places


@pytest.fixture
def same_days(monkeypatch):
    """Let every worker find the days that are due before the first of them writes."""
    found, due_days = Barrier(WORKERS), reminders.due_days

    def find_together(**asked):
        days = due_days(**asked)
        found.wait(timeout=20)
        return days

    monkeypatch.setattr(reminders, "due_days", find_together)


def look():
    return write_reminders(now=clock.now())


def times_reminded():
    told = Notice.objects.filter(kind__in=notices.REMINDERS)
    return Counter(told.values_list("ref", "kind", "version"))


def once_each(places):
    return {(place.application.ref, "reminder_3_days", 0): 1 for place in places}


def killed(*words):
    """Run a worker that is killed over the reminders; return how it ended."""
    surroundings = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "antrean.site.settings",
        "PYTHONPATH": ".",
    }
    command = [sys.executable, "-m", "tests.faults.half_written_reminders", *words]
    return subprocess.run(
        command, env={**os.environ, **surroundings}, timeout=END_SECONDS_MAX, check=False
    ).returncode


def test_three_workers_at_once_remind_everybody_once(due, same_days):
    at_once(*(look,) * WORKERS)

    assert times_reminded() == once_each(due)
    assert OfficeDay.objects.get().remind_at > clock.now()


def test_without_the_constraint_everybody_would_be_reminded_by_each_worker(due, same_days):
    """The twin: three workers that look at the same instant all find nothing written."""
    with without("notice_once", table="records_notice"):
        at_once(*(look,) * WORKERS)

        assert set(times_reminded().values()) == {WORKERS}


def test_a_day_on_which_places_are_given_right_now_is_not_waited_for(due):
    with transaction.atomic():
        OfficeDay.objects.select_for_update().get()
        passed_over = at_once(look)

    moved_on = look()

    assert (passed_over, moved_on) == ([0], 1)
    assert times_reminded() == once_each(due)


def test_what_a_killed_worker_had_half_written_the_next_one_writes(due):
    code = killed()
    left_behind = times_reminded()

    look()

    assert code == -signal.SIGKILL
    assert left_behind == {}
    assert times_reminded() == once_each(due)


def test_noting_before_writing_would_lose_the_reminders(due):
    """The twin: the hasty worker has noted as written what it never wrote."""
    code = killed("hasty")

    look()

    assert code == -signal.SIGKILL
    assert times_reminded() == {}
