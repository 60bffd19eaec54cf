"""Where an office draws nobody is given a time at once: they get a receipt, by the same road."""

from unittest.mock import patch

import pytest
from django.db import connection

from antrean.actions import lots
from antrean.actions.move import NoOtherTime, OnlyDrawn, move
from antrean.actions.take_in import take_in
from antrean.adapters import receipts as signed
from antrean.domain.draw.lot import from_text
from antrean.domain.wishes import Wishes
from antrean.records import clock, receipts
from antrean.records.models import (
    Application,
    Appointment,
    Cell,
    DrawBatch,
    LedgerEntry,
    LiveApplication,
    Notice,
    Receipt,
)
from antrean.records.open_seats import OpenSeats
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

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scarce():
    """An office that draws, with a free seat that nobody may be given but by the draw."""
    office = make_office("kanim-langka")
    make_cell(office)
    return let_draw(office)


@pytest.fixture
def roomy():
    office = make_office("kanim-lapang")
    make_cell(office, seats=3)
    return office


def press(*applications, **more):
    return take_in([submission(each) for each in applications], **more)


def test_whoever_prefers_an_office_that_draws_gets_a_signed_receipt(scarce):
    application = make_application(scarce)

    outcome = press(application)[0]

    assert (outcome.kind, outcome.place) == ("received", None)
    assert signed.is_ours(outcome.receipt)
    assert from_text(outcome.receipt.text).ref == application.ref
    assert outcome.receipt == receipts.read_first([application.pk])[application.pk]
    assert Application.objects.get(pk=application.pk).state == "in_draw"
    assert list(broken_promises()) == []


def test_no_seat_is_taken_for_a_receipt_and_no_place_is_stored(scarce):
    press(make_application(scarce))

    assert Cell.objects.get().taken == 0
    assert not Appointment.objects.exists()


def test_the_receipt_is_told_by_letter_and_its_leaf_stands_on_the_ledger(scarce):
    application = make_application(scarce)

    outcome = press(application)[0]

    letter = Notice.objects.get(application=application)
    assert (letter.kind, letter.version) == ("receipt_given", 0)
    entry = LedgerEntry.objects.get(subject=application.ref)
    assert (entry.deed, entry.detail["leaf"]) == ("receipt_given", outcome.receipt.leaf.hex())


def test_pressing_again_gives_the_same_receipt(scarce):
    application = make_application(scarce)

    first, again = press(application)[0], press(application)[0]

    assert first == again
    assert Receipt.objects.count() == 1


def test_receipts_and_places_are_given_in_one_batch(scarce, roomy):
    outcomes = press(make_application(scarce), make_application(roomy), make_application(scarce))

    assert [each.kind for each in outcomes] == ["received", "given", "received"]
    assert list(broken_promises()) == []


def test_of_several_offices_the_preferred_one_decides(scarce, roomy):
    prefers_scarce = make_application(scarce, wishes=Wishes((scarce.code, roomy.code)))
    prefers_roomy = make_application(roomy, wishes=Wishes((roomy.code, scarce.code)))

    outcomes = press(prefers_scarce, prefers_roomy)

    assert [each.kind for each in outcomes] == ["received", "given"]
    assert outcomes[1].place.office == roomy.code


def test_a_seat_of_an_office_that_draws_is_never_the_soonest(scarce, roomy):
    Cell.objects.filter(office=roomy).delete()

    outcome = press(make_application(roomy, wishes=Wishes((roomy.code, scarce.code))))[0]

    assert outcome.kind == "refused"


def test_nobody_moves_into_an_office_that_draws(scarce, roomy):
    place = make_booked(roomy)
    wishes = Wishes((scarce.code,))

    with pytest.raises(OnlyDrawn):
        move(
            place.application,
            wishes=wishes,
            moved_before=0,
            by=place.application.account,
            now=clock.now(),
        )


def test_a_person_waits_for_one_draw_only(scarce, roomy):
    account = make_account()
    person = make_applicant(account)
    press(make_application(scarce, account=account, applicant=person))

    again = press(make_application(roomy, account=account, applicant=person))[0]

    assert again.kind == "already_live"
    assert LiveApplication.objects.count() == 1


def test_a_batch_that_closes_meanwhile_is_not_joined(scarce):
    """The receipt is signed for one batch; it closes before it is stored: the next one counts."""
    store = receipts.store

    def close_first(given):
        receipts.store = store
        bring(next(iter(given.values())).batch, "closed")
        store(given)

    application = make_application(scarce)
    with patch.object(receipts, "store", close_first):
        outcome = press(application)[0]

    assert outcome.kind == "received"
    assert DrawBatch.objects.get(pk=outcome.receipt.batch.id).state == "open"


def test_twin_without_the_trigger_a_receipt_slips_into_a_closed_batch(scarce):
    store = receipts.store

    def close_first(given):
        bring(next(iter(given.values())).batch, "closed")
        store(given)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_receipt DISABLE TRIGGER receipts_come_in_time")
    try:
        with patch.object(receipts, "store", close_first):
            outcome = press(make_application(scarce))[0]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE records_receipt ENABLE TRIGGER receipts_come_in_time")

    assert DrawBatch.objects.get(pk=outcome.receipt.batch.id).state == "closed"


def test_a_switch_is_seen_at_midnight_by_a_calendar_that_is_kept(roomy):
    kept = OpenSeats()
    press(make_application(roomy), open_seats=kept)
    let_draw(roomy)
    same_day = press(make_application(roomy), open_seats=kept)[0]

    kept._day = None  # as if that had been yesterday
    next_day = press(make_application(roomy), open_seats=kept)[0]

    assert (same_day.kind, next_day.kind) == ("given", "received")


def test_nobody_is_signed_for_where_nobody_waits():
    with patch.object(receipts, "open_batch") as opened:
        assert lots.receive([], stored={}, now=clock.now()) == {}

    assert not opened.called


def test_where_one_of_the_offices_gives_places_at_once_it_is_said_that_none_is_left(scarce, roomy):
    place = make_booked(roomy)
    Cell.objects.filter(office=roomy).exclude(pk=place.cell_id).delete()
    Cell.objects.filter(pk=place.cell_id).update(seats=1)
    both = Wishes((scarce.code, roomy.code))
    by = place.application.account

    with pytest.raises(NoOtherTime):
        move(place.application, wishes=both, moved_before=0, by=by, now=clock.now())
