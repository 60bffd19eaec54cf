"""Waiting without standing in line: the public waiting times, and one's own page of the day."""

from datetime import date, timedelta

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.check_in import check_in
from antrean.actions.take_in import take_in
from antrean.records import clock
from antrean.records.models import Appointment, Office
from tests.factories import (
    make_applicant,
    make_application,
    make_shift,
    make_walk_in,
    stand_at,
    submission,
)
from tests.journeys import stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
NAMES = ("Agus Wijaya", "Dewi Purnama", "Yohana Siregar", "Budi Santoso")


@pytest.fixture
def places(place):
    """Four people with a time this Monday; all but the last are here and one is being served."""
    office = Office.objects.get(code=stage.HOME)
    stand_at(stage.MONDAY - timedelta(days=3))
    given = [_given(office, name) for name in NAMES]
    stand_at(stage.MONDAY)
    clerk = stage.officer("resepsionis", role="receptionist")
    shift = make_shift(office, by=stage.officer("petugas"))
    for arrived in given[:-1]:
        check_in(arrived.application, office=office, by=clerk, now=clock.now())
    make_walk_in(office, at=clock.now())
    call_next(shift, by=shift.account, now=clock.now())
    return given


def _given(office, name):
    account = stage.account(name.split()[0].lower())
    person = stage.somebody(name, born=date(1984, 8, 17))
    applicant = make_applicant(account, person=person)
    draft = make_application(office, account=account, applicant=applicant)
    take_in([submission(draft)])
    return Appointment.objects.get(application=draft)


def follows_the_day(phone, place):
    """Open the page of the day from the ticket."""
    phone.signs_in(place.application.account)
    phone.goes(f"/janji/{place.application.ref}/hari-ini/")


@LANGUAGES
def test_everybody_reads_how_long_it_takes(visitor, places, language):
    phone = visitor(language=language)

    phone.goes("/waktu-tunggu/")
    phone.looks("waiting-offices")
    phone.goes(f"/waktu-tunggu/{stage.HOME}/")
    phone.looks("waiting")

    assert "Budi" not in phone.text()
    assert phone.complaints == []


@LANGUAGES
def test_whoever_has_a_time_is_told_when_to_leave(visitor, places, language):
    phone = visitor(language=language)
    follows_the_day(phone, places[-1])
    phone.fills(perjalanan=25)
    phone.presses("Hitung")
    phone.looks("today-at-home")

    assert phone.complaints == []


@LANGUAGES
def test_whoever_is_here_sees_their_place_and_the_counter_that_calls(visitor, places, language):
    waiting, called = (visitor(language=language) for _ in range(2))
    follows_the_day(waiting, places[2])
    waiting.looks("today")
    follows_the_day(called, places[0])
    called.looks("today-called")

    assert "1" in called.heading()
    assert waiting.complaints + called.complaints == []


def test_the_page_of_the_day_is_read_without_scripts(visitor, places):
    plain = visitor(scripts=False)
    follows_the_day(plain, places[2])
    plain.looks("today-plain")

    assert plain.complaints == []
