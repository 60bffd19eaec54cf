"""Applying: one draft, every answer kept and counted, and what was sent stands."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.db import ProgrammingError

from antrean.actions import apply
from antrean.actions.apply import NoLongerDraft
from antrean.actions.take_in import take_in
from antrean.adapters import ticket_codes
from antrean.domain.wishes import Wishes
from antrean.records import clock, drafts
from antrean.records.models import Application, DraftClaim
from antrean.records.promises import broken_promises
from tests.break_in import run_sql
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_booked,
    make_cell,
    make_office,
    make_officer,
    submission,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return make_account()


@pytest.fixture
def draft(account):
    return apply.start(account=account, language="id", now=clock.now())


def test_starting_twice_leads_to_the_same_draft(account, draft):
    again = apply.start(account=account, language="en", now=clock.now())

    assert again == draft
    assert Application.objects.count() == 1


@pytest.fixture
def unclaimed():
    """Take the key off the claims: an account may then claim twice."""
    run_sql("ALTER TABLE records_draftclaim DROP CONSTRAINT records_draftclaim_pkey")
    run_sql("SET CONSTRAINTS ALL DEFERRED")


def test_the_key_of_the_claim_is_what_keeps_an_account_to_one_draft(account, draft, unclaimed):
    """The twin: without it a claim can not be told from another, and pressing twice fails."""
    with pytest.raises(ProgrammingError, match="no unique or exclusion constraint"):
        apply.start(account=account, language="id", now=clock.now())


def test_a_claim_that_an_older_version_left_behind_keeps_nobody_from_beginning_anew(account, draft):
    Application.objects.filter(pk=draft.pk).update(state="ended")

    begun = apply.start(account=account, language="id", now=clock.now())

    assert (begun.state, begun != draft) == ("draft", True)


def test_the_draft_has_the_code_of_its_ticket_from_the_start(draft):
    assert draft.ticket_code == ticket_codes.code_of(draft.pk)


def test_every_stored_answer_raises_the_version(draft):
    answered = apply.answer(draft, purpose="new")

    wished = apply.wish(answered, wishes=Wishes(("kanim-uji",)))

    assert (answered.version, wished.version) == (2, 3)


def test_answers_of_one_page_leave_those_of_another_alone(draft):
    apply.answer(draft, had_passport="no")

    later = apply.answer(draft, needs=["deaf"])

    assert later.answers == {"had_passport": "no", "needs": ["deaf"]}


def test_what_was_sent_can_not_be_answered_anew():
    office = make_office()
    make_cell(office)
    place = make_booked(office)

    with pytest.raises(NoLongerDraft):
        apply.answer(place.application, purpose="replacement")
    with pytest.raises(NoLongerDraft):
        apply.wish(place.application, wishes=Wishes(("kanim-lain",)))


def test_after_a_sent_application_a_new_draft_can_begin(account):
    office = make_office()
    make_cell(office)
    make_booked(office, account=account)

    fresh = apply.start(account=account, language="id", now=clock.now())

    assert fresh.state == "draft"
    assert Application.objects.filter(account=account).count() == 2


def test_a_refused_application_opens_again_under_a_new_key():
    full = make_office()
    refused = make_application(full)
    take_in([submission(refused)])

    opened = apply.reopen(refused, now=clock.now())

    assert (opened.state, opened.submitted_version) == ("draft", None)
    assert opened.key != refused.key


def test_a_live_application_does_not_open_again():
    office = make_office()
    make_cell(office)
    place = make_booked(office)

    with pytest.raises(NoLongerDraft):
        apply.reopen(place.application, now=clock.now())


def test_opening_again_ends_the_other_draft(account):
    refused = make_application(make_office(), account=account)
    take_in([submission(refused)])
    other = apply.start(account=account, language="id", now=clock.now())

    apply.reopen(refused, now=clock.now())

    other.refresh_from_db()
    assert other.state == "ended"


def begin(account):
    """Begin a draft as `apply.start` does, inside the transaction of another deed."""
    DraftClaim.objects.filter(account=account).delete()
    begun = apply._begin(drafts.next_id(), account=account, now=clock.now())
    DraftClaim.objects.create(account=account, application=begun)
    return begun


def test_a_draft_that_was_begun_meanwhile_ends_too(account):
    """It is not among those that were locked, so its claim is not taken away unseen."""
    refused = make_application(make_office(), account=account)
    take_in([submission(refused)])
    begun, claim = [], drafts.claim

    def begin_first(*args, **words):
        if not begun:
            begun.append(begin(account))
        return claim(*args, **words)

    with patch.object(drafts, "claim", begin_first):
        apply.reopen(refused, now=clock.now())

    assert Application.objects.get(pk=begun[0].pk).state == "ended"
    assert list(broken_promises()) == []


def test_twin_without_the_condition_two_drafts_stay_open(account):
    refused = make_application(make_office(), account=account)
    take_in([submission(refused)])
    claim = drafts.claim

    def begin_first(*args, before, **words):
        return claim(*args, before=[*before, begin(account).pk], **words)

    with patch.object(drafts, "claim", begin_first):
        apply.reopen(refused, now=clock.now())

    assert "One draft" in {name for name, _ in broken_promises()}


def test_staff_begin_an_application_for_somebody_without_an_account():
    office = make_office()
    officer = make_officer(office)
    person = make_applicant(None, helped_at=office)

    helped = apply.start_helped(
        applicant=person, office=office, by=officer, language="id", now=clock.now()
    )

    assert (helped.helped_at, helped.helped_by, helped.account) == (office, officer, None)


def test_references_of_a_day_stand_together_and_cannot_be_guessed_from_each_other():
    references = {apply.new_ref(now=datetime(2026, 11, 24, tzinfo=UTC)) for _ in range(100)}

    assert len(references) == 100
    assert {len(each) for each in references} == {16}
    assert {each[:4] for each in references} == {"512d"}
