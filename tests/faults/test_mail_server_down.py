"""The mail server is down for a day of the service's clock: afterwards nothing is missing."""

from datetime import timedelta
from threading import Event

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.move_clock import move_clock
from antrean.actions.write_reminders import write_reminders
from antrean.domain import notices
from antrean.jobs.mailing import Postman
from antrean.records import clock
from antrean.records.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)
DUE_BY_THEN = ("appointment_given", "appointment_cancelled", "reminder_3_days")


@pytest.fixture
def postman(post_office):
    return Postman(post_office.address, luck=lambda: 0.5, stopping=Event())


def let_hours_pass(hours, *, postman):
    for _ in range(2 * hours):
        move_clock(by=timedelta(minutes=30))
        work_off(postman)


def work_off(postman):
    write_reminders(now=clock.now())
    while postman.batch():
        pass


def a_day_of_trouble(places, *, post_office, postman):
    """Our worker was down for three days; now the server is away for 16 hours, then refuses for 8.

    Meanwhile reminders fall due, and one of the people gives their place back.
    """
    move_clock(by=timedelta(days=3, hours=12))
    post_office.close()
    let_hours_pass(16, postman=postman)
    cancel(places[0].application, by=places[0].application.account, now=clock.now())
    post_office.open()
    post_office.always["RCPT"] = "451 4.3.2 not today"
    let_hours_pass(8, postman=postman)
    post_office.always.clear()


def test_after_a_day_of_trouble_every_letter_that_is_true_arrives(places, post_office, postman):
    a_day_of_trouble(places, post_office=post_office, postman=postman)

    let_hours_pass(2, postman=postman)

    due = Notice.objects.filter(due_at__lte=clock.now())
    assert set(due.values_list("kind", flat=True)) == set(DUE_BY_THEN)
    assert set(due.values_list("state", flat=True)) == {"sent", "stale"}
    assert sorted(post_office.message_ids) == sorted(
        due.filter(state="sent").values_list("message_id", flat=True)
    )
    assert due.filter(state="sent").count() == 2 + 1 + 2


def test_too_little_patience_would_lose_letters(places, post_office, postman, monkeypatch):
    """The twin: who gives up after an hour has nothing left to send when the server is back."""
    monkeypatch.setattr(notices, "PATIENCE", timedelta(hours=1))
    monkeypatch.setattr(notices, "TRIES_MIN", 3)
    a_day_of_trouble(places, post_office=post_office, postman=postman)

    let_hours_pass(2, postman=postman)

    assert post_office.received == []
    assert Notice.objects.filter(state="dead").exists()
