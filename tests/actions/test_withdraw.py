"""Withdrawing: whoever waits for the draw may leave it until it closes; the list stays whole."""

import pytest

from antrean.actions.take_in import take_in
from antrean.actions.withdraw import DrawRuns, NothingInDraw, withdraw
from antrean.records import clock, ledger, receipts
from antrean.records.models import (
    LedgerEntry,
    LiveApplication,
    Notice,
    Receipt,
)
from antrean.records.promises import broken_promises
from tests.draws import bring, let_draw
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_booked,
    make_cell,
    make_office,
    submission,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    place = make_office()
    make_cell(place)
    return let_draw(place)


@pytest.fixture
def waiting(office):
    application = make_application(office)
    take_in([submission(application)])
    application.refresh_from_db()
    return application


def leave(waiting, *, now=None):
    withdraw(waiting, by=waiting.account, now=now or clock.now())
    waiting.refresh_from_db()


def batch_of(waiting):
    return receipts.read_last(waiting.pk).batch


def test_the_application_ends_and_its_person_is_free(waiting):
    leave(waiting)

    assert waiting.state == "ended"
    assert waiting.ended_at is not None
    assert not LiveApplication.objects.exists()


def test_the_receipt_stays_and_the_batch_closes_over_it(waiting):
    leave(waiting)

    bring(batch_of(waiting), "closed")

    assert Receipt.objects.get().batch.leaves == 1


def test_it_stands_on_the_ledger_of_the_preferred_office_with_the_leaf(waiting, office):
    leave(waiting)

    entry = LedgerEntry.objects.get(deed="application_withdrawn")
    assert (entry.subject, entry.link.scope) == (waiting.ref, office.code)
    assert entry.detail["leaf"] == receipts.read_last(waiting.pk).leaf.hex()
    assert list(ledger.broken_links()) == []


def test_one_letter_confirms_it_however_often_it_is_asked(waiting):
    leave(waiting)

    leave(waiting)

    told = Notice.objects.get(kind="application_withdrawn")
    assert (told.application, told.to_address) == (waiting, waiting.account.email)
    assert LedgerEntry.objects.filter(deed="application_withdrawn").count() == 1


def test_a_moment_before_the_closing_is_soon_enough(waiting):
    leave(waiting, now=batch_of(waiting).closes_at - clock.now().resolution)

    assert waiting.state == "ended"


def test_from_the_closing_on_nothing_can_be_withdrawn(waiting):
    with pytest.raises(DrawRuns):
        leave(waiting, now=batch_of(waiting).closes_at)

    waiting.refresh_from_db()
    assert waiting.state == "in_draw"
    assert LiveApplication.objects.get().application == waiting
    assert not Notice.objects.filter(kind="application_withdrawn").exists()


def test_a_batch_that_was_closed_stays_as_it_is_whatever_the_clock_says(waiting):
    bring(batch_of(waiting), "closed")

    with pytest.raises(DrawRuns):
        leave(waiting)


def test_without_the_look_at_the_batch_somebody_leaves_a_closed_one(waiting, monkeypatch):
    bring(batch_of(waiting), "closed")
    monkeypatch.setattr(receipts, "takes_in", lambda _batch, **_: True)

    leave(waiting)

    assert waiting.state == "ended"


def test_who_has_a_place_has_nothing_in_the_draw(db):
    place = make_office()
    make_cell(place)
    booked = make_booked(place)

    with pytest.raises(NothingInDraw):
        leave(booked.application)


def test_a_draft_has_nothing_in_the_draw(office):
    with pytest.raises(NothingInDraw):
        leave(make_application(office))


def test_the_person_may_wait_anew_from_any_account(waiting, office):
    leave(waiting)
    account = make_account()
    same = make_applicant(account)
    same.nik_hash = waiting.applicant.nik_hash
    same.save()
    again = make_application(office, account=account, applicant=same)

    [outcome] = take_in([submission(again)])

    assert outcome.kind == "received"


def test_every_promise_holds_afterwards(waiting):
    leave(waiting)

    assert list(broken_promises()) == []
