"""A worker may be killed at any moment: nothing is lost, and at most one letter comes twice."""

import signal
from collections import Counter
from datetime import timedelta
from threading import Event

import pytest

from antrean.actions.move_clock import move_clock
from antrean.jobs.worker import Worker
from antrean.records.models import Notice
from tests.faults.workers import HASTY, run_until_it_ends

pytestmark = pytest.mark.django_db(transaction=True)


def due_letters():
    return Notice.objects.filter(kind="appointment_given")


def start_another(post_office):
    move_clock(by=timedelta(seconds=61))
    Worker(address=post_office.address).run_once()


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_whatever_a_killed_worker_had_in_hand_is_sent_by_the_next_one(places, post_office, step):
    code = run_until_it_ends(post_office, at=step, signal=signal.SIGKILL)

    start_another(post_office)

    times = Counter(post_office.message_ids)
    assert code == -signal.SIGKILL
    assert set(times) == set(due_letters().values_list("message_id", flat=True))
    assert times.total() <= len(places) + 1
    assert set(due_letters().values_list("state", flat=True)) == {"sent"}


def test_a_kill_after_the_server_took_a_letter_sends_that_one_again_under_its_name(
    places, post_office
):
    run_until_it_ends(post_office, at="DATA", signal=signal.SIGKILL)
    first = post_office.message_ids[0]

    start_another(post_office)

    assert Counter(post_office.message_ids)[first] == 2


def test_noting_before_sending_would_lose_the_letter(places, post_office):
    """The twin: the hasty worker has noted as sent what nobody ever took."""
    run_until_it_ends(post_office, program=HASTY, at="RCPT", signal=signal.SIGKILL)

    start_another(post_office)

    assert len(post_office.received) == len(places) - 1
    assert set(due_letters().values_list("state", flat=True)) == {"sent"}


def test_a_worker_that_is_asked_to_stop_finishes_the_letter_and_gives_the_rest_back(
    places, post_office
):
    code = run_until_it_ends(post_office, at="DATA", signal=signal.SIGTERM)

    assert code == 0
    assert len(post_office.received) == 1
    assert due_letters().filter(state="sent").count() == 1
    assert due_letters().filter(leased_until_at=None, tries=0).count() == len(places) - 1


def test_a_silent_server_does_not_keep_a_worker_from_stopping(places, post_office):
    heard = Event()
    post_office.before_answering["DATA"] = heard.wait

    code = run_until_it_ends(post_office, at="RCPT", signal=signal.SIGTERM)
    heard.set()

    assert code == 0
    assert due_letters().filter(last_error__contains="Connection unexpectedly closed").count() == 1
    assert due_letters().filter(state="pending").count() == len(places)
