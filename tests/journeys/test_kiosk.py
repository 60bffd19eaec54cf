"""Somebody stands at the kiosk: two languages, large print, keyboard, and no JavaScript."""

import pytest

from antrean.actions.hall.devices import put_up
from antrean.actions.hall.open_counter import open_counter
from antrean.records import clock
from antrean.records.models import Counter, HallAlert, Office, Visit
from antrean.ui.devices import COOKIE
from tests.journeys import stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KIOSK = {"width": 1080, "height": 1440}
ZOOMED = {"width": 540, "height": 720}
"""A kiosk at 200 % zoom: half as many pixels of style for the same glass."""

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


@pytest.fixture
def kiosk(visitor, place):
    """The glass in the hall, with a counter open behind it."""
    office = Office.objects.get(code=stage.HOME)
    officer = stage.officer("petugas")
    open_counter(Counter.objects.get(office=office), by=officer, now=clock.now())
    _device, key = put_up(office=office, kind="kiosk", name="Kios 1", by=officer, now=clock.now())

    def stands(*, language="id", size=KIOSK, scripts=True):
        guest = visitor(language=language, size=size, scripts=scripts)
        guest._keeps(COOKIE, key)
        guest.goes("/kios/")
        return guest

    return stands


def takes_number(guest):
    guest.looks("kiosk-start")
    guest.follows("Saya belum punya janji")
    guest.looks("kiosk-service")
    guest.presses("Paspor baru")
    guest.chooses("Memakai kursi roda")
    guest.looks("kiosk-needs")
    guest.presses("Ambil nomor")
    guest.looks("kiosk-number")


@LANGUAGES
@pytest.mark.parametrize("size", [KIOSK, ZOOMED], ids=["full", "zoomed"])
def test_a_number_is_three_screens_away(kiosk, language, size):
    guest = kiosk(language=language, size=size)

    takes_number(guest)

    assert "L-001" in guest.text()
    assert guest.complaints == []


def test_at_double_zoom_nothing_is_cut_off(kiosk):
    guest = kiosk(size=ZOOMED)
    guest.presses("Huruf besar", within="footer")

    wide = guest.page.evaluate("document.documentElement.scrollWidth")

    assert wide <= ZOOMED["width"]


def test_without_javascript_the_number_comes_too(kiosk):
    guest = kiosk(scripts=False)

    takes_number(guest)

    assert Visit.objects.get().queue_letter == "L"
    assert guest.complaints == []


def test_the_keyboard_is_enough(kiosk):
    guest = kiosk()
    for key in ("Tab", "Tab", "Enter"):
        guest.page.keyboard.press(key)
    guest.page.wait_for_url("**/layanan/")

    guest.page.get_by_role("button", name="Paspor baru").focus()
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_url("**/kebutuhan/**")
    guest.page.get_by_role("button", name="Ambil nomor").focus()
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_url("**/nomor/")

    assert "W-001" in guest.text()


def test_the_code_field_waits_for_the_scanner(kiosk):
    guest = kiosk()
    guest.page.keyboard.type("ABCD2345")
    with guest.page.expect_navigation():
        guest.page.keyboard.press("Enter")

    guest.looks("kiosk-unknown")

    assert "Kode tidak dikenal" in guest.text()
    assert guest.complaints == []


def test_whoever_walks_away_is_asked_and_then_forgotten(kiosk):
    guest = kiosk()
    guest.page.clock.install()
    guest.goes("/kios/layanan/")

    guest.page.clock.run_for(61_000)
    asked = guest.page.get_by_role("dialog").inner_text()
    guest.page.clock.run_for(21_000)
    guest.page.wait_for_url("**/kios/?selesai=1")

    assert "Anda masih di sini?" in asked


def test_whoever_is_still_there_stays(kiosk):
    guest = kiosk()
    guest.page.clock.install()
    guest.goes("/kios/layanan/")
    guest.page.clock.run_for(61_000)

    guest.page.get_by_role("button", name="Saya masih di sini").click()
    guest.page.clock.run_for(30_000)

    assert guest.path() == "/kios/layanan/"


def test_staff_are_called_from_the_same_corner(kiosk):
    guest = kiosk()

    guest.presses("Panggil petugas", within="footer")
    guest.looks("kiosk-help")

    assert HallAlert.objects.get().kind == "help"
    assert guest.complaints == []
