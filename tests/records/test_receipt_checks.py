"""The promises about receipts notice when somebody breaks them."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from antrean.records import clock, promises, receipt_checks, seats
from antrean.records.models import Application, ClockOffset
from tests.break_in import run_sql
from tests.draws import bring, make_batch, make_receipt
from tests.factories import make_application, make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db

ALTERED = "ALTER TABLE records_receipt DISABLE TRIGGER receipt_stays"
ANOTHER_LEAF = "ALTER TABLE records_receipt DROP CONSTRAINT receipt_opens_its_leaf"
FORGED = (
    (
        "does not open its leaf",
        ANOTHER_LEAF,
        "UPDATE records_receipt SET salt = substr(leaf, 1, 16)",
    ),
    ("does not open its leaf", ANOTHER_LEAF, r"UPDATE records_receipt SET text = '\x00'"),
    ("is about another lot", ANOTHER_LEAF, r"UPDATE records_receipt SET text = '\x00'"),
    ("is not signed by us", r"UPDATE records_receipt SET signature = sha512(signature)"),
    ("is not signed by us", "UPDATE records_receipt SET signed_at = signed_at + interval '1 ms'"),
    ("is not signed by us", ANOTHER_LEAF, "UPDATE records_receipt SET leaf = sha256(leaf)"),
    ("is about another lot", "UPDATE records_receipt SET age_class = age_class + 5"),
    ("is about another lot", "UPDATE records_application SET ref = 'x' || id"),
)


@pytest.fixture
def waiting():
    """One who waits after losing a draw, in a batch that is open still; nothing is wrong."""
    ClockOffset.objects.get_or_create(pk=1)
    application = make_application(make_office())
    lost = make_batch(date(2026, 11, 23))
    make_receipt(application, batch=lost)
    bring(lost, "drawn")
    make_receipt(application, batch=make_batch(date(2026, 11, 24)), age_class=1)
    person = bytes(application.applicant.nik_hash)
    seats.claim_live([(person, application.pk)], now=clock.now())
    return application


def said(promise):
    return [breach for name, breach in promises.broken_promises() if name == promise]


def test_whoever_waits_for_the_draw_breaks_no_promise(waiting):
    assert list(promises.broken_promises()) == []


@contextmanager
def broken_by(*statements):
    with transaction.atomic():
        run_sql(ALTERED, *statements)
        yield
        transaction.set_rollback(True)


def test_every_forged_receipt_is_named(waiting, subtests):
    for breach, *statements in FORGED:
        with subtests.test(statements[-1]), broken_by(*statements):
            assert any(breach in each for each in said("A3")), said("A3")


def test_who_waits_without_a_receipt_is_named(waiting):
    with broken_by("DELETE FROM records_receipt WHERE age_class = 1"):
        assert said("A2") == [
            f"application {waiting.ref} waits for the draw with 0 receipts",
        ]


def test_who_waits_with_two_receipts_is_named(waiting):
    make_receipt(waiting, batch=make_batch(date(2026, 11, 25)), age_class=2)

    assert said("A2") == [f"application {waiting.ref} waits for the draw with 2 receipts"]


@pytest.mark.parametrize("state", ["draft", "live", "refused", "blocked"])
def test_who_has_a_receipt_and_does_not_wait_is_named(waiting, state):
    run_sql(
        "ALTER TABLE records_application DROP CONSTRAINT application_live_is_complete",
        f"UPDATE records_application SET state = '{state}'",
    )

    assert f"application {waiting.ref} has a receipt and is {state}" in said("A2")


def test_who_ended_while_waiting_keeps_the_receipt(waiting):
    Application.objects.filter(pk=waiting.pk).update(state="ended")

    assert receipt_checks.strayed() == []


def test_a_receipt_of_a_batch_that_is_gone_is_named(waiting):
    with broken_by("UPDATE records_receipt SET batch_id = 0 WHERE age_class = 0"):
        assert any("is of a batch that is gone" in each for each in said("A2"))


def test_who_waits_and_does_not_claim_the_person_is_named(waiting):
    run_sql("DELETE FROM records_liveapplication")

    assert said("I5") == [f"application {waiting.ref} is in_draw without its claim"]


def test_who_waits_and_holds_a_place_is_named():
    office = make_office()
    make_cell(office)
    place = make_booked(office)
    Application.objects.filter(pk=place.application_id).update(state="in_draw")

    assert said("I7") == [f"application {place.application.ref}: 1"]
