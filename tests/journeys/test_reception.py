"""A morning at the reception: with the keyboard alone, without scripts, on a phone."""

import pytest

from antrean.records.models import HallDay, HallEvent, Office, Visit
from tests.journeys import reception_hall, stage
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
HERE = f"/loket/{stage.HOME}/"
TABS_MOST = 40
TARGET = 44
TOO_LOW = """low => [...document.querySelectorAll("main :is(a, button, summary, input, .option)")]
    .filter(each => each.checkVisibility() && !each.matches(".option input, p a"))
    .filter(each => each.getBoundingClientRect().height < low)
    .map(each => each.outerHTML)"""


@pytest.fixture
def morning(place):
    return reception_hall.begun(Office.objects.get(code=stage.HOME))


@pytest.fixture
def sits(visitor, morning):
    """Sends somebody of the staff to the reception: `sits(morning.clerk, scripts=False)`."""

    def down(account, **how):
        desk = visitor(**{"size": DESK, **how})
        desk.signs_in(account)
        return desk

    return down


def hits(desk, *keys):
    """Press keys one after the other, with whatever has the focus; return how many."""
    for key in keys:
        desk.page.locator(":focus").wait_for(state="attached")
        desk.page.keyboard.press(key)
        desk.page.wait_for_load_state()
    return len(keys)


def leaves(desk, key="Enter"):
    """Press a key that leads to another page."""
    desk.page.locator(":focus").wait_for(state="attached")
    with desk.page.expect_navigation():
        desk.page.keyboard.press(key)


def scans(desk, code):
    """Do what a scanner does: type the code wherever the focus is, then Enter."""
    desk.page.locator("[name=code]:focus").wait_for()
    desk.page.keyboard.type(code)
    leaves(desk)


def tabs_to(desk, words):
    """Press Tab until what bears these words has the focus."""
    for _ in range(TABS_MOST):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("document.activeElement.innerText").startswith(desk.reads(words)):
            return
    raise AssertionError(f"{TABS_MOST} keys never reached {words}")


def opens_walk_in(desk):
    """Type 0 and Enter into the code field."""
    desk.page.locator("[name=code]:focus").wait_for()
    desk.page.keyboard.press("0")
    leaves(desk)
    return 2


@LANGUAGES
def test_codes_are_scanned_one_after_the_other_and_the_field_is_always_ready(
    sits, morning, language
):
    desk = sits(morning.clerk, language=language)
    desk.goes(HERE)
    desk.looks("door")
    for name in ("due", "due", "mother", "missed", "aside"):
        scans(desk, morning.code(name))
        desk.looks(f"door-{name}-{len(desk.seen)}")
    for nonsense in ("SALAH", ""):
        scans(desk, nonsense)
        desk.looks(f"door-wrong-{len(nonsense)}")
    scans(desk, morning.code("child"))

    assert Visit.objects.filter(appointment__isnull=False).count() == 5
    assert desk.complaints == []


def test_whoever_missed_the_call_is_back_in_the_line_by_keys_alone(sits, morning):
    desk = sits(morning.clerk)
    desk.goes(HERE)
    scans(desk, morning.code("missed"))

    tabs_to(desk, "Antre lagi")
    leaves(desk)
    desk.page.locator("[name=code]:focus").wait_for()

    assert Visit.objects.get(appointment=morning.missed).state == "waiting"


def test_a_walk_in_has_a_number_after_three_keys_and_a_fourth_leads_back(sits, morning):
    desk = sits(morning.clerk)
    desk.goes(HERE)

    keys = opens_walk_in(desk)
    leaves(desk)
    given = desk.heading()
    leaves(desk)
    desk.page.locator("[name=code]:focus").wait_for()

    assert (keys + 1, given) == (3, "W-002")


def test_an_elderly_family_that_replaces_passports_takes_eight_keys(sits, morning):
    desk = sits(morning.clerk)
    desk.goes(HERE)

    keys = opens_walk_in(desk) + hits(desk, "2", "Tab", "2", "Tab", "3")
    leaves(desk)

    found = Visit.objects.latest("pk")
    assert keys + 1 == 8
    assert (str(found), found.service, found.people) == ("L-002", "replacement", 3)
    assert found.needs == ["elderly"]


def test_without_scripts_arrows_choose_and_enter_gives_the_number(sits, morning):
    desk = sits(morning.clerk, scripts=False)
    desk.goes(HERE)

    opens_walk_in(desk)
    hits(desk, "ArrowDown", "Tab", "ArrowDown")
    leaves(desk)

    found = Visit.objects.latest("pk")
    assert (str(found), found.service) == ("L-002", "replacement")


@LANGUAGES
def test_priority_is_given_from_the_answer_with_one_digit(sits, morning, language):
    desk = sits(morning.clerk, language=language)
    desk.goes(HERE)
    scans(desk, morning.code("due"))

    tabs_to(desk, "Beri prioritas")
    leaves(desk)
    desk.looks("priority")
    hits(desk, "4")
    leaves(desk)
    desk.looks("door-priority-given")

    assert Visit.objects.get(appointment=morning.due).priority_reason == "wheelchair"
    assert desk.complaints == []


@LANGUAGES
def test_an_announcement_is_played_by_keys_alone(sits, morning, language):
    desk = sits(morning.clerk, language=language)
    desk.goes(f"{HERE}balai/")

    tabs_to(desk, "Putar pengumuman")
    hits(desk, "Enter")
    desk.looks("overview-announcing")
    hits(desk, "Tab")
    leaves(desk)

    assert HallEvent.objects.filter(kind="announcement").exists()
    assert desk.complaints == []


@LANGUAGES
def test_the_office_is_closed_by_keys_alone(sits, morning, language):
    desk = sits(morning.head, language=language)
    desk.goes(f"{HERE}balai/")

    tabs_to(desk, "Tutup kantor untuk hari ini")
    leaves(desk)
    desk.looks("closing")
    tabs_to(desk, "Tutup kantor")
    leaves(desk)
    desk.looks("overview-closed")

    assert HallDay.objects.latest("pk").state == "closed"
    assert desk.complaints == []


def sees_every_page(desk, morning):
    """Visit each page of the reception and look closely at it."""
    visit = Visit.objects.get(queue_letter="W").pk
    pages = {
        "door-empty": "",
        "walk-in": "datang-langsung/",
        "slip": f"kunjungan/{visit}/nomor/",
        "priority": f"kunjungan/{visit}/prioritas/",
        "look-up": "pencarian/",
        "overview": "balai/",
        "closing": "balai/penutupan/",
        "exceptions": "pengecualian/",
        "devices": "perangkat/",
        "what-if": "kalau/?loket=2",
    }
    for picture, path in pages.items():
        desk.goes(HERE + path)
        desk.looks(picture)
        for low in desk.page.evaluate(TOO_LOW, TARGET) if desk.twin is None else []:
            desk.complaints.append(f"{picture}: lower than {TARGET} pixels: {low}")


def sends_nothing(desk, path, picture):
    """Send a form as it opens, and look at the mistakes."""
    desk.goes(HERE + path)
    with desk.page.expect_navigation():
        desk.page.locator("main form button").first.click()
    desk.looks(picture)


@LANGUAGES
@SIZES
def test_every_page_is_fit_for_everybody(sits, morning, language, size):
    desk = sits(morning.head, language=language, size=size)

    sees_every_page(desk, morning)
    visit = Visit.objects.get(queue_letter="W").pk
    for path in (f"kunjungan/{visit}/prioritas/", "pencarian/", "perangkat/"):
        sends_nothing(desk, path, f"{path.split('/')[-2]}-wrong")
    reception_hall.ended(morning)
    desk.goes(f"{HERE}keberatan/")
    desk.looks("appeals")

    assert desk.complaints == []


def test_every_page_does_without_scripts(sits, morning):
    desk = sits(morning.head, scripts=False)

    sees_every_page(desk, morning)
    desk.goes(HERE)
    scans(desk, morning.code("mother"))
    desk.page.get_by_role("button", name="Catat hadir juga").click()
    desk.looks("door-child")

    assert Visit.objects.filter(appointment=morning.child).exists()
    assert desk.complaints == []
