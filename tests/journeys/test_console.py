"""A morning at one counter: with the numeric keypad alone, without scripts, in both languages."""

from datetime import date, timedelta

import pytest

from antrean.actions.hall.check_in import check_in
from antrean.actions.hall.serve import start
from antrean.actions.take_in import take_in
from antrean.records import clock
from antrean.records.hall import events
from antrean.records.hall.day import hall_day
from antrean.records.models import Appointment, Call, Office, PaperCheck, Pause, Shift, Visit
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_walk_in,
    stand_at,
    submission,
)
from tests.journeys import stage
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
NAMES = ("Budi Santoso", "Dewi Purnama", "Yohana Siregar", "Agus Wijaya")
KEYS_MOST = 40
PATIENCE_MS = 25_000  # more than twice the ten seconds after which the list asks by itself
CONSOLE = f"/loket/{stage.HOME}/konter/1/"


@pytest.fixture
def office(place):
    return Office.objects.get(code=stage.HOME)


@pytest.fixture
def petugas(office):
    return stage.officer("petugas")


@pytest.fixture
def hall(office, petugas):
    """Four with a time this morning, a grandmother and a family without one; all are here."""
    stand_at(stage.MONDAY - timedelta(days=3))
    places = [_given(office, name) for name in NAMES]
    stand_at(stage.MONDAY - timedelta(minutes=41))
    make_walk_in(office, at=clock.now(), people=3)
    clerk = stage.officer("resepsionis", role="receptionist")
    stand_at(stage.MONDAY - timedelta(minutes=12))
    for place in places:
        check_in(place.application, office=office, by=clerk, now=clock.now())
    make_walk_in(office, at=clock.now(), line="priority", needs=["elderly", "wheelchair"])
    stand_at(stage.MONDAY)
    return places


def _given(office, name):
    person = stage.somebody(name, born=date(1984, 8, 17))
    account = make_account()
    draft = make_application(
        office, account=account, applicant=make_applicant(account, person=person)
    )
    take_in([submission(draft)])
    return Appointment.objects.get(application=draft)


@pytest.fixture
def language():
    return "id"


@pytest.fixture
def desk(visitor, petugas, hall, language):
    """The officer at the computer of counter 1, with hands on the keypad."""
    return _seated(visitor(language=language, size=DESK), petugas)


def _seated(sitting, petugas):
    sitting.signs_in(petugas)
    return sitting


def hits(desk, key):
    """Press a key; what comes next has the focus by itself, as soon as the page is drawn."""
    desk.page.locator(":focus").wait_for(state="attached")
    with desk.page.expect_navigation(timeout=PATIENCE_MS):
        desk.page.keyboard.press(key)


def clicks(desk, what):
    """Press a key of the page with the mouse, or a thumb."""
    with desk.page.expect_navigation(timeout=PATIENCE_MS):
        desk.page.locator(what).first.click()


def tabs_to(desk, what):
    """Press Tab until what the selector names has the focus."""
    for _ in range(KEYS_MOST):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate(f"document.activeElement.matches({what!r})"):
            return
    raise AssertionError(f"{KEYS_MOST} keys never reached {what}")


def opens(desk):
    """Begin to work at counter 1."""
    desk.goes(CONSOLE)
    hits(desk, "Enter")


def open_call():
    return Call.objects.get(ended_at__isnull=True)


@LANGUAGES
def test_numbers_are_called_and_served_by_the_keypad_alone(desk, language):
    desk.goes(f"/loket/{stage.HOME}/konter/")
    desk.looks("counters")
    desk.goes(CONSOLE)
    desk.looks("counter-opening")
    hits(desk, "NumpadEnter")
    desk.looks("console-idle")
    hits(desk, "NumpadAdd")
    desk.looks("console")
    hits(desk, "NumpadMultiply")
    hits(desk, "NumpadSubtract")
    desk.looks("console-too-soon")
    hits(desk, "NumpadEnter")
    desk.looks("console-papers")
    hits(desk, "NumpadEnter")
    desk.looks("console-done")
    hits(desk, "NumpadAdd")
    hits(desk, "NumpadEnter")
    hits(desk, "NumpadAdd")

    assert list(Call.objects.order_by("pk").values_list("outcome", "times")) == [
        ("served", 2),
        ("served", 1),
        ("", 1),
    ]
    assert desk.complaints == []


@LANGUAGES
def test_transfer_parking_pause_and_undo_lie_on_keys(desk, language):
    opens(desk)
    hits(desk, "NumpadAdd")
    desk.page.keyboard.press("NumpadDivide")
    desk.looks("console-transfer")
    hits(desk, "Numpad2")
    hits(desk, "NumpadAdd")
    hits(desk, "NumpadDecimal")
    hits(desk, "Backspace")
    desk.looks("console-undone")
    desk.page.keyboard.press("Numpad0")
    desk.looks("console-pause")
    hits(desk, "Numpad2")
    desk.looks("console-paused")
    hits(desk, "Numpad0")

    assert list(Call.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "transferred",
        "",
    ]
    assert Pause.objects.get().until_at is not None
    assert desk.complaints == []


@LANGUAGES
def test_papers_are_ticked_and_what_is_missing_printed_without_a_mouse(desk, language):
    opens(desk)
    hits(desk, "NumpadAdd")
    hits(desk, "NumpadEnter")
    tabs_to(desk, "[name=ada]")
    desk.page.keyboard.press("Space")
    tabs_to(desk, "[value=lengkap]")
    hits(desk, "Enter")
    desk.looks("console-unticked")
    tabs_to(desk, "[value=kurang]")
    hits(desk, "Enter")
    desk.looks("missing-papers")

    assert len(PaperCheck.objects.get().present) == 1
    assert desk.complaints == []


@LANGUAGES
def test_the_pages_around_the_counter(desk, language):
    opens(desk)
    for page in ("pengecualian", "tombol", "ringkasan", "penutupan"):
        desk.goes(f"{CONSOLE}{page}/")
        desk.looks(f"counter-{page}")
    clicks(desk, "main form .button")
    desk.looks("counter-summary")

    assert Shift.objects.get().closed_at is not None
    assert desk.complaints == []


@LANGUAGES
def test_on_a_phone_nothing_is_wider_than_the_screen(visitor, petugas, hall, language):
    phone = _seated(visitor(language=language, size=PHONE), petugas)

    opens(phone)
    phone.looks("console-idle")
    clicks(phone, "[data-deed=next]")
    phone.looks("console")
    clicks(phone, "[data-deed=serve]")
    phone.looks("console-papers")
    clicks(phone, "[value=kurang]")
    phone.looks("missing-papers")
    for page in ("pengecualian", "tombol", "ringkasan", "penutupan"):
        phone.goes(f"{CONSOLE}{page}/")
        phone.looks(f"counter-{page}")

    assert phone.complaints == []


@LANGUAGES
def test_without_scripts_every_deed_is_a_form(visitor, petugas, hall, language):
    plain = _seated(visitor(language=language, size=DESK, scripts=False), petugas)

    plain.goes(CONSOLE)
    clicks(plain, "main form .button")
    clicks(plain, "[data-deed=next]")
    clicks(plain, "[data-deed=recall]")
    plain.looks("console-plain")
    clicks(plain, "[data-deed=serve]")
    clicks(plain, "[data-deed=undo]")
    plain.page.locator("[data-deed=transfer] summary").click()
    clicks(plain, "[data-digit='1']:visible")
    clicks(plain, "[data-deed=next]")
    clicks(plain, "[data-deed=park]")
    plain.page.locator("[data-deed=pause] summary").click()
    clicks(plain, "[data-digit='1']:visible")
    clicks(plain, "[data-deed=pause]")
    clicks(plain, "#perbarui")

    assert set(Call.objects.values_list("outcome", flat=True)) == {"transferred", "parked"}
    assert plain.complaints == []


def test_the_list_comes_in_by_itself_and_leaves_the_focus_alone(desk, office):
    opens(desk)
    hits(desk, "NumpadAdd")
    make_walk_in(office, at=clock.now(), line="collection", service="collection")
    visit = Visit.objects.get(queue_letter="K")
    events.tell(hall_day(office, now=clock.now()), kind="hall", body={}, at=clock.now())

    desk.page.locator("#antrean").get_by_text(str(visit)).wait_for(timeout=PATIENCE_MS)

    assert desk.page.evaluate("document.activeElement.dataset.deed") == "serve"


def test_the_time_since_the_call_runs_on(desk):
    opens(desk)
    hits(desk, "NumpadAdd")

    desk.page.locator(".timer", has_text="00.02").wait_for()


def test_a_page_left_open_is_drawn_again_when_the_counter_has_moved_on(desk, petugas):
    opens(desk)
    hits(desk, "NumpadAdd")
    call = open_call()

    with desk.page.expect_navigation(timeout=PATIENCE_MS):
        start(call.counter.shifts.get(), call, by=petugas, now=clock.now())
        events.tell(
            hall_day(call.visit.office, now=clock.now()), kind="hall", body={}, at=clock.now()
        )

    assert "Sedang dilayani" in desk.text()


def test_keys_that_are_turned_off_do_nothing(desk):
    opens(desk)
    desk.goes(f"{CONSOLE}tombol/")
    desk.page.get_by_label("Matikan tombol cepat").check()
    clicks(desk, "main form .button")

    desk.page.keyboard.press("NumpadAdd")
    hits(desk, "Enter")  # the button has the focus, as on any page

    assert Call.objects.count() == 1


def test_a_deed_lies_on_the_key_it_was_given(desk):
    opens(desk)
    desk.goes(f"{CONSOLE}tombol/")
    desk.page.locator("select[name=next]").select_option("F2")
    clicks(desk, "main form .button")

    hits(desk, "F2")

    assert open_call().times == 1
