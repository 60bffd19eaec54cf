"""Showing a person: the card beside the record, and a note of who looked."""

import pytest

from antrean.actions.show_person import NobodyNamed, show_person
from antrean.records.models import Application, LedgerEntry
from tests.factories import LONG_AGO, make_booked, make_cell, make_office, make_officer, nik_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    office = make_office()
    make_cell(office)
    return make_booked(office)


def test_the_name_and_the_last_four_digits_are_shown_and_no_more(place):
    officer, person = make_officer(place.office), place.application.applicant

    shown = show_person(place.application, office=place.office, by=officer, now=place.given_at)

    assert (shown.full_name, shown.birth_date) == (person.full_name, person.birth_date)
    assert shown.nik_end == nik_of(person)[-4:]


def test_every_look_is_written_down(place):
    officer = make_officer(place.office)

    for _ in range(2):
        show_person(place.application, office=place.office, by=officer, now=place.given_at)

    looks = LedgerEntry.objects.filter(deed="seen", subject=place.application.ref)
    assert [each.actor for each in looks] == [f"account:{officer.pk}"] * 2


def test_where_nobody_is_named_nobody_is_shown(place):
    nameless = Application.objects.create(ref="tanpa-nama", created_at=LONG_AGO)

    with pytest.raises(NobodyNamed):
        show_person(
            nameless, office=place.office, by=make_officer(place.office), now=place.given_at
        )

    assert not LedgerEntry.objects.filter(deed="seen").exists()
