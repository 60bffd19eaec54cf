"""Staff may put a letter that was given up back into the outbox."""

import pytest

from antrean.actions.retry_notice import NotDead, retry_notice
from antrean.records import clock, ledger
from antrean.records.models import LedgerEntry, Notice
from tests.factories import make_account, make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead():
    office = make_office()
    make_cell(office)
    make_booked(office)
    notice = Notice.objects.get(kind="appointment_given")
    Notice.objects.filter(pk=notice.pk).update(
        state="dead", settled_at=clock.now(), tries=20, last_error="550 no such mailbox"
    )
    notice.refresh_from_db()
    return notice


def test_a_dead_letter_is_due_again_under_its_old_message_id(dead):
    officer = make_account()

    again = retry_notice(dead, by=officer, now=clock.now())

    assert (again.state, again.tries, again.settled_at) == ("pending", 0, None)
    assert again.message_id == dead.message_id
    assert again.due_at <= clock.now()


def test_the_ledger_remembers_who_tried_again(dead):
    officer = make_account()

    retry_notice(dead, by=officer, now=clock.now())

    entry = LedgerEntry.objects.get(deed="notice_retried")
    assert entry.actor == f"account:{officer.pk}"
    assert entry.subject == dead.ref
    assert list(ledger.broken_links()) == []


def test_pressing_twice_puts_it_back_once(dead):
    officer = make_account()
    retry_notice(dead, by=officer, now=clock.now())

    with pytest.raises(NotDead):
        retry_notice(dead, by=officer, now=clock.now())

    assert LedgerEntry.objects.filter(deed="notice_retried").count() == 1


def test_a_letter_that_was_sent_is_not_sent_again(dead):
    Notice.objects.filter(pk=dead.pk).update(state="sent")

    with pytest.raises(NotDead):
        retry_notice(dead, by=make_account(), now=clock.now())
