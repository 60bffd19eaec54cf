"""Finding a visitor whose ticket is lost: by number and birth date, and never without a trace."""

from datetime import timedelta

import pytest

from antrean.actions.hall.find_visitor import find_visitor
from antrean.actions.move import move
from antrean.domain.wishes import Wishes
from antrean.records.models import Cell, LedgerEntry
from tests.actions.hall.desk import make_place
from tests.factories import make_cell, make_office, nik_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(office):
    return make_place(office)


def look(place, by, *, nik=None, born=None, office=None, day=None):
    person = place.application.applicant
    return find_visitor(
        nik=nik or nik_of(person),
        birth_date=born or person.birth_date,
        office=office or place.office,
        day=day or place.day,
        by=by,
        now=place.arrives_at,
    )


def test_number_and_birth_date_find_the_application(place, receptionist):
    assert look(place, receptionist) == place.application


def test_the_look_stands_in_the_persons_own_list(place, receptionist):
    look(place, receptionist)

    entry = LedgerEntry.objects.get(deed="looked_up")
    assert (entry.subject, entry.actor) == (
        place.application.ref,
        f"account:{receptionist.pk}",
    )


def test_the_number_alone_finds_nobody_and_leaves_a_trace(place, receptionist):
    other_day = place.application.applicant.birth_date + timedelta(days=1)

    assert look(place, receptionist, born=other_day) is None
    assert LedgerEntry.objects.get(deed="looked_up").subject == "nobody"


def test_an_unknown_number_leaves_a_trace_without_the_number(place, receptionist):
    assert look(place, receptionist, nik="3171014504930001") is None

    entry = LedgerEntry.objects.get(deed="looked_up")
    assert entry.subject == "nobody"
    assert "3171014504930001" not in f"{entry.subject}{entry.detail}"


def test_another_day_finds_nobody(place, receptionist):
    assert look(place, receptionist, day=place.day + timedelta(days=1)) is None


def test_another_office_finds_nobody(place, receptionist):
    assert look(place, receptionist, office=make_office("kanim-lain")) is None


def test_whoever_moved_is_found_on_the_new_day_and_not_on_the_old(place, receptionist):
    Cell.objects.update(seats=1)  # the old day is full
    make_cell(place.office, days_ahead=9)
    moved = move(
        place.application,
        wishes=Wishes((place.office.code,)),
        moved_before=0,
        by=place.application.account,
        now=place.given_at,
    )

    assert look(place, receptionist, day=moved.day) == place.application
    assert look(place, receptionist) is None


def test_whoever_gave_the_place_back_is_not_found(place, receptionist):
    place.ended_at, place.ending = place.given_at, "cancelled"
    place.save()

    assert look(place, receptionist) is None
