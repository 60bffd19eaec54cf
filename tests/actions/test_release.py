"""Releasing: who proves their identity at an office is free of somebody else's application."""

from datetime import timedelta

import pytest

from antrean.actions.release import NothingLive, release
from antrean.actions.take_in import take_in
from antrean.records import clock, ledger, seats
from antrean.records.models import (
    FreedSeat,
    LedgerEntry,
    LiveApplication,
    Notice,
    Receipt,
    Release,
)
from antrean.records.promises import broken_promises
from tests.draws import let_draw, make_batch, make_receipt
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_booked,
    make_cell,
    make_office,
    make_officer,
    nik_of,
    submission,
)

pytestmark = pytest.mark.django_db
REASON = "Datang dengan KTP asli"


@pytest.fixture
def office():
    place = make_office()
    make_cell(place)
    return place


@pytest.fixture
def place(office):
    """What somebody else's account holds in the person's name."""
    return make_booked(office)


@pytest.fixture
def officer(office):
    return make_officer(office)


def let_go(place, officer, *, nik=None):
    digits = nik_of(place.application.applicant) if nik is None else nik
    return release(nik=digits, office=place.office, by=officer, reason=REASON, now=place.given_at)


def from_another_account(applicant):
    """Return the same person as another account lists them."""
    same_person = make_applicant(make_account())
    same_person.nik_hash = applicant.nik_hash
    same_person.save()
    return same_person


def press_for(person, office):
    application = make_application(office, account=person.account, applicant=person)
    return take_in([submission(application)])[0].kind


def test_the_place_is_given_back_and_the_claim_is_gone(place, officer):
    let_go(place, officer)

    place.refresh_from_db()
    assert place.ending == "released"
    assert FreedSeat.objects.get().appointment == place
    assert not LiveApplication.objects.exists()


def test_the_account_that_held_it_is_told(place, officer):
    let_go(place, officer)

    told = Notice.objects.get(kind="application_released")
    assert told.to_address == place.application.account.email


def test_reason_officer_and_office_are_kept_on_the_record(place, officer):
    let_go(place, officer)

    kept = Release.objects.get()
    assert (kept.by, kept.office, kept.reason) == (officer, place.office, REASON)
    entry = LedgerEntry.objects.get(deed="application_released")
    assert entry.detail == {"reason": REASON}
    assert list(ledger.broken_links()) == []


def test_the_number_itself_is_nowhere_on_the_record(place, officer):
    let_go(place, officer)

    told = " ".join(str(entry.detail) + entry.subject for entry in LedgerEntry.objects.all())
    assert nik_of(place.application.applicant) not in told


def test_spaces_between_the_digits_do_not_matter(place, officer):
    digits = nik_of(place.application.applicant)
    grouped = " ".join(digits[start : start + 4] for start in range(0, 16, 4))

    let_go(place, officer, nik=grouped)

    assert Release.objects.count() == 1


def test_the_blocked_person_gets_a_place_afterwards(office, place, officer):
    same_person = from_another_account(place.application.applicant)

    before = press_for(same_person, office)
    let_go(place, officer)

    assert (before, press_for(same_person, office)) == ("blocked", "given")


@pytest.mark.parametrize("nik", ["3171015705900001", "", "abc", "31710157059000011", "٣" * 16])
def test_where_nothing_is_live_nothing_happens(place, officer, nik):
    with pytest.raises(NothingLive):
        let_go(place, officer, nik=nik)

    place.refresh_from_db()
    assert place.ended_at is None


def test_a_second_release_finds_nothing(place, officer):
    let_go(place, officer)

    with pytest.raises(NothingLive):
        let_go(place, officer)

    assert Release.objects.count() == 1


def test_an_attempt_that_finds_nobody_stands_on_the_ledger_without_the_number(office, officer):
    nobody = "2172010101900001"

    with pytest.raises(NothingLive):
        release(nik=nobody, office=office, by=officer, reason=REASON, now=clock.now())

    line = LedgerEntry.objects.get(deed="release_attempted")
    assert line.actor == f"account:{officer.pk}"
    assert nobody not in str(line.detail) + line.subject


@pytest.fixture
def waiting(office):
    """What somebody else's account has in the draw in the person's name."""
    application = make_application(office)
    day = clock.now().date() + timedelta(days=1)
    seats.claim_live([(bytes(application.applicant.nik_hash), application.pk)], now=clock.now())
    make_receipt(application, batch=make_batch(day))
    application.refresh_from_db()
    return application


def let_go_undrawn(waiting, officer):
    return release(
        nik=nik_of(waiting.applicant),
        office=officer.duties.get().office,
        by=officer,
        reason=REASON,
        now=clock.now(),
    )


def test_one_that_waits_for_the_draw_ends_and_its_claim_is_gone(waiting, officer):
    let_go_undrawn(waiting, officer)

    waiting.refresh_from_db()
    assert waiting.state == "ended"
    assert waiting.ended_at is not None
    assert not LiveApplication.objects.exists()


def test_its_receipt_stays_and_no_seat_is_freed(waiting, officer):
    let_go_undrawn(waiting, officer)

    assert Receipt.objects.get().application == waiting
    assert not FreedSeat.objects.exists()


def test_its_end_stands_on_the_ledger_with_the_reason(waiting, officer):
    let_go_undrawn(waiting, officer)

    entry = LedgerEntry.objects.get(deed="application_released")
    assert (entry.subject, entry.detail) == (waiting.ref, {"reason": REASON})
    assert Release.objects.get().application == waiting
    assert list(ledger.broken_links()) == []


def test_the_account_that_waited_is_told(waiting, officer):
    let_go_undrawn(waiting, officer)

    told = Notice.objects.get(kind="application_released")
    assert (told.application, told.to_address) == (waiting, waiting.account.email)


def test_the_person_may_then_wait_with_an_application_of_their_own(waiting, office, officer):
    same_person = from_another_account(waiting.applicant)

    before = press_for(same_person, office)
    let_go_undrawn(waiting, officer)

    assert (before, press_for(same_person, office)) == ("blocked", "given")


def test_every_promise_holds_after_something_left_the_draw(office, officer):
    application = make_application(let_draw(office))
    take_in([submission(application)])

    let_go_undrawn(application, officer)

    assert list(broken_promises()) == []
