"""A morning at the office: received by code, helped and released."""

from datetime import date, timedelta

import pytest

from antrean.actions.hall.check_in import check_in
from antrean.actions.take_in import take_in
from antrean.records import clock
from antrean.records.models import Appointment, LiveApplication, Office
from tests.accounts.walks import PASSWORD
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    nik_of,
    stand_at,
    submission,
)
from tests.journeys import stage
from tests.journeys.conftest import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
NAMES = ("Budi Santoso", "Dewi Purnama", "Yohana Siregar", "Agus Wijaya")


@pytest.fixture
def office(place):
    return Office.objects.get(code=stage.HOME)


@pytest.fixture
def hall(office):
    """Four people with a time this morning; the last two have arrived already."""
    people = [stage.somebody(name, born=date(1984, 8, 17)) for name in NAMES]
    stand_at(stage.MONDAY - timedelta(days=3))
    places = [_given(office, person) for person in people]
    stand_at(stage.MONDAY)
    clerk = stage.officer("resepsionis", role="receptionist")
    for arrived in places[2:]:
        check_in(arrived.application, office=office, by=clerk, now=clock.now())
    return places


@pytest.fixture
def desk(visitor, office, language):
    """A desk at which an officer has just sat down."""
    stage.officer("petugas")
    return visitor(language=language, size=DESK)


def _given(office, person):
    account = make_account()
    draft = make_application(
        office, account=account, applicant=make_applicant(account, person=person)
    )
    take_in([submission(draft)])
    return Appointment.objects.get(application=draft)


def signs_in(desk):
    """Come through the sign-in page to the own office."""
    desk.goes(f"/loket/{stage.HOME}/")
    desk.fills(login="petugas", password=PASSWORD)
    desk.presses("Sign In")


def types_code(desk, code):
    desk.fills(code=code)
    enters(desk)


def enters(desk):
    """Press Enter: what comes next has the focus by itself, as soon as the page is drawn."""
    desk.page.wait_for_function("document.activeElement !== document.body")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def copies_card(desk, person):
    """Fill in what stands on the card of somebody without a telephone."""
    desk.fills(nik=person.nik, full_name=person.full_name, address=person.address)
    born = person.birth_date
    desk.fills(birth_date_0=born.day, birth_date_1=born.month, birth_date_2=born.year)
    desk.chooses("Perempuan")
    desk.presses("Lanjut")


@LANGUAGES
def test_somebody_is_received_by_code(desk, hall, language):
    signs_in(desk)
    types_code(desk, "SALAH")
    desk.looks("door-refused")
    types_code(desk, hall[0].application.ticket_code)
    desk.looks("door-received")

    assert desk.complaints == []


@LANGUAGES
def test_somebody_without_a_phone_leaves_with_a_printed_ticket(desk, office, language):
    person = stage.somebody("Siti Aminah", born=date(1950, 1, 2))

    signs_in(desk)
    desk.goes(f"/loket/{stage.HOME}/bantuan/")
    desk.looks("help")
    desk.presses("Lanjut")
    desk.looks("help-wrong")
    copies_card(desk, person)
    desk.looks("help-purpose")
    desk.presses("Lanjut")
    desk.looks("help-purpose-wrong")
    desk.chooses("Paspor baru")
    desk.presses("Lanjut")
    desk.looks("help-times")
    desk.presses("Lanjut")
    desk.looks("help-check")
    desk.presses("Kirim dan cari waktu")
    desk.looks("helped-ticket")
    assert "KTP" in desk.text()
    desk.follows("Ganti waktu atau batalkan")
    desk.looks("helped-place")

    assert Appointment.objects.filter(application__account=None).count() == 1
    assert desk.complaints == []


@LANGUAGES
def test_a_blocked_person_is_released_at_the_desk(desk, hall, language):
    number = nik_of(hall[1].application.applicant)

    signs_in(desk)
    desk.goes(f"/loket/{stage.HOME}/pelepasan/")
    desk.looks("release")
    desk.presses("Lepas permohonan")
    desk.looks("release-wrong")
    desk.fills(nik=number, reason="Kartu asli dilihat, pemiliknya sama.")
    desk.chooses("Saya sudah melihat kartu aslinya dan orangnya sama.")
    desk.presses("Lepas permohonan")
    desk.looks("released")

    assert LiveApplication.objects.count() == len(NAMES) - 1
    assert desk.complaints == []
