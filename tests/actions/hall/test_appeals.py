"""Appealing against an absence: said once, decided once by a person, and then the words go."""

import pytest

from antrean.actions.hall.appeals import AlreadyAppealed, AlreadyDecided, appeal, decide_appeal
from antrean.actions.hall.close_hall import close_hall
from antrean.records.models import Absence, LedgerEntry
from tests.actions.hall.desk import make_place
from tests.factories import make_walk_in

pytestmark = pytest.mark.django_db

WORDS = "Jembatan putus hari itu."


@pytest.fixture
def absence(office, desk):
    """Somebody who did not come on a day when the hall was open."""
    make_walk_in(office, at=desk.at)
    make_place(office)
    close_hall(office, by=desk.by, now=desk.wait(hours=6))
    return Absence.objects.select_related("appointment__application__account").get()


@pytest.fixture
def owner(absence):
    return absence.appointment.application.account


def test_the_applicants_words_are_stored_with_the_time(absence, owner, desk):
    said = appeal(absence, words=WORDS, by=owner, now=desk.at)

    assert (said.appeal, said.appealed_at, said.excused) == (WORDS, desk.at, False)


def test_one_appeals_once(absence, owner, desk):
    appeal(absence, words=WORDS, by=owner, now=desk.at)

    with pytest.raises(AlreadyAppealed):
        appeal(absence, words="Dan hujan.", by=owner, now=desk.at)

    absence.refresh_from_db()
    assert absence.appeal == WORDS


@pytest.mark.parametrize("excuse", [True, False])
def test_a_person_decides_and_the_words_are_erased(absence, owner, officer, desk, excuse):
    appeal(absence, words=WORDS, by=owner, now=desk.at)

    decided = decide_appeal(absence, excuse=excuse, by=officer, now=desk.at)

    assert (decided.excused, decided.decided_by, decided.appeal) == (excuse, officer, "")


def test_without_an_appeal_there_is_nothing_to_decide(absence, officer, desk):
    with pytest.raises(AlreadyDecided):
        decide_appeal(absence, excuse=True, by=officer, now=desk.at)


def test_what_was_decided_stays(absence, owner, officer, desk):
    appeal(absence, words=WORDS, by=owner, now=desk.at)
    decide_appeal(absence, excuse=False, by=officer, now=desk.at)

    with pytest.raises(AlreadyDecided):
        decide_appeal(absence, excuse=True, by=officer, now=desk.at)


def test_appeal_and_decision_stand_on_the_ledger_without_the_words(absence, owner, officer, desk):
    appeal(absence, words=WORDS, by=owner, now=desk.at)
    decide_appeal(absence, excuse=True, by=officer, now=desk.at)

    entries = LedgerEntry.objects.filter(deed__startswith="absence_").order_by("pk")
    assert [(entry.deed, entry.actor) for entry in entries] == [
        ("absence_appealed", f"account:{owner.pk}"),
        ("absence_excused", f"account:{officer.pk}"),
    ]
    assert WORDS not in str([entry.detail for entry in entries])
