"""Drafts from before claims had a row: they are claimed and get the code of their ticket."""

from importlib import import_module

import pytest
from django.apps import apps

from antrean.adapters import ticket_codes
from antrean.records.models import Application, DraftClaim
from antrean.records.promises import broken_promises
from tests.break_in import run_sql
from tests.factories import make_application, make_booked, make_cell, make_helped, make_office

pytestmark = pytest.mark.django_db

MIGRATION = import_module("antrean.records.migrations.0009_resting_indexes")


@pytest.fixture
def draft():
    """One draft as it was stored before, beside somebody with a place and somebody helped."""
    office = make_office()
    make_cell(office)
    make_booked(office), make_helped(office)
    draft = make_application(office)
    DraftClaim.objects.all().delete()
    Application.objects.filter(pk=draft.pk).update(ticket_code=None)
    return draft


def test_an_open_draft_is_claimed_by_its_account_and_no_other_application(draft):
    run_sql(MIGRATION.CLAIMS)

    assert DraftClaim.objects.get().application == draft
    assert list(broken_promises()) == []


def test_a_draft_gets_the_code_of_its_ticket_and_given_codes_stay(draft):
    before = dict(Application.objects.exclude(pk=draft.pk).values_list("pk", "ticket_code"))

    MIGRATION.give_codes(apps, None)

    after = dict(Application.objects.values_list("pk", "ticket_code"))
    assert after == before | {draft.pk: ticket_codes.code_of(draft.pk)}
