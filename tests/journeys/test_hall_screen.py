"""The screen in the hall follows what is told, and is read from afar by everybody."""

import re

import httpx2
import pytest
from django.conf import settings
from django.test import Client

from antrean.actions.hall.devices import put_up
from antrean.records import clock
from antrean.records.models import HallAlert
from antrean.ui.devices import COOKIE
from tests.journeys import stage
from tests.journeys.hung_screen import (
    NUMBERS,
    SCREEN,
    WIDE,
    called,
    opened_hall,
    passes,
    waits_for,
)
from tests.journeys.scales import Scales

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = {"width": 1280, "height": 720}
TALL = {"width": 1080, "height": 1920}
SIZES = (WIDE, SMALL, TALL)
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
GLASS_MM = {1920: 1218, 1280: 1218, 1080: 685}
"""How wide the glass of a 55-inch screen is, by the pixels it shows."""

COUNTERS, LAST = ".hall-counter strong", ".hall-recent .number"
CAP_HEIGHTS = """selector => {
  const pen = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll(selector)].filter(each => each.offsetParent).map(each => {
    const style = getComputedStyle(each);
    pen.font = `${style.fontWeight} 1000px ${style.fontFamily}`;
    return parseFloat(style.fontSize) * pen.measureText("H").actualBoundingBoxAscent / 1000;
  });
}"""
WIDEST = """() => {
  for (const each of document.querySelectorAll(".hall-number, .hall-recent .number")) {
    each.textContent = "W-668";
  }
  for (const each of document.querySelectorAll(".hall-counter strong, .hall-at")) {
    each.textContent = "20";
  }
}"""
CUT_OFF = """() => {
  const places = ".hall-now, .hall-recent, .hall-idle, .hall-notice, .hall-foot, p";
  const whole = { right: innerWidth, bottom: innerHeight };
  const found = [];
  for (const each of document.querySelectorAll("main *, footer *")) {
    if (!each.offsetParent || each.closest(".unseen, svg")) continue;
    const box = each.getBoundingClientRect();
    const room = each.closest(places) ? each.closest(places).getBoundingClientRect() : whole;
    const right = Math.min(room.right, innerWidth) + 1;
    const bottom = Math.min(room.bottom, innerHeight) + 1;
    if (box.right > right || box.bottom > bottom || box.top < -1 || box.left < -1) {
      found.push(`${each.className || each.tagName} ${box.right}x${box.bottom}`);
    }
  }
  return found;
}"""


@pytest.fixture
def hall(place):
    return opened_hall()


@pytest.fixture
def screen(visitor, hall):
    """A screen in that hall: `screen(language="en", size=TALL)`."""

    def hung(**words):
        guest = visitor(**{"size": WIDE, **words})
        guest.goes(SCREEN)
        return guest

    return hung


def scenes(hall):
    """Let everything happen that a screen shows; say each time what there is to see."""
    yield "idle"
    hall.fills(1, line="priority")
    hall.calls(3)
    yield "first-call"
    hall.fills(9)
    for counter in range(1, 9):
        passes(seconds=50)
        hall.calls(counter, arrow=("right", "left", "ahead")[counter % 3])
    yield "one-call"
    hall.calls(12)
    yield "two-calls"
    hall.fills(1)
    hall.calls(2)
    yield "three-calls"
    passes(minutes=6)
    yield "quiet"
    hall.is_now("paused")
    yield "paused"
    hall.is_now(
        "emergency", text_id="Keluar lewat pintu utara.", text_en="Leave by the north door."
    )
    yield "emergency"
    hall.ends()
    yield "closed"


def looked_at(guest, hall):
    """Look at every scene on every size of glass; return what is cut off."""
    found = {}
    for scene in scenes(hall):
        guest.goes(SCREEN)
        for size in SIZES:
            guest.page.set_viewport_size(size)
            if size is not SMALL:
                guest.looks(f"hall-{scene}")
            found[scene, size["width"]] = guest.page.evaluate(CUT_OFF)
    return {where: cut for where, cut in found.items() if cut}


@LANGUAGES
def test_every_state_is_seen_whole_and_by_everybody(screen, hall, language):
    guest = screen(language=language)

    cut_off = looked_at(guest, hall)

    assert cut_off == {}
    assert guest.complaints == []


def crowded(hall):
    """Three calls at once, and five before them."""
    hall.fills(8)
    for counter in range(1, 6):
        passes(seconds=50)
        hall.calls(counter)
    passes(seconds=50)
    for counter in (10, 11, 12):
        hall.calls(counter)


def height_mm(guest, selector):
    """Return the height of the lowest capital of a kind in millimetres on a 55-inch screen."""
    width = guest.page.viewport_size["width"]
    return min(guest.page.evaluate(CAP_HEIGHTS, selector)) / width * GLASS_MM[width]


@pytest.mark.parametrize("size", SIZES, ids=["wide", "small", "tall"])
def test_three_calls_at_once_are_read_from_ten_metres_and_the_last_from_four(screen, hall, size):
    crowded(hall)
    guest = screen(size=size)
    guest.page.evaluate("document.fonts.ready.then(() => true)")
    guest.page.evaluate(WIDEST)

    assert guest.page.locator(f"{NUMBERS}:visible").count() == 3
    assert height_mm(guest, NUMBERS) >= 108
    assert height_mm(guest, COUNTERS) >= 108
    assert height_mm(guest, LAST) >= 51
    assert guest.page.evaluate(CUT_OFF) == []


def test_a_single_call_is_read_from_fourteen_metres(screen, hall):
    hall.fills(1)
    hall.calls(3)
    guest = screen()
    guest.page.evaluate("document.fonts.ready.then(() => true)")

    assert height_mm(guest, NUMBERS) >= 154
    assert height_mm(guest, COUNTERS) >= 108


def test_a_key_at_a_counter_reaches_the_screen(screen, hall, place):
    hall.fills(1)
    shift = hall.opens(3)
    guest = screen()
    desk = signed_in(place, shift.account)
    console = desk.get(f"/loket/{stage.HOME}/konter/3/").text

    desk.post(f"/loket/{stage.HOME}/konter/3/panggilan/", data={TOKEN: token(console)})
    waits_for(guest, "W-001")

    assert guest.page.locator(COUNTERS).first.inner_text() == "3"


TOKEN = "csrfmiddlewaretoken"


def signed_in(place, account):
    """Return a browser without a screen in which somebody is signed in."""
    client = Client()
    client.force_login(account)
    login = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    return httpx2.Client(base_url=place, cookies=login, headers={"Referer": place})


def token(page):
    return re.search(f'name="{TOKEN}" value="([^"]+)"', page)[1]


def test_a_number_called_again_flashes_and_one_taken_back_is_gone(screen, hall):
    hall.fills(2)
    first = hall.calls(3)
    guest = screen()
    guest.page.evaluate(
        """document.addEventListener("antrean:recall", (event) => {
             document.body.dataset.said = event.detail.number; })"""
    )

    hall.calls_again(first)
    guest.page.wait_for_selector("body[data-said='W-001']")
    flashed = guest.page.locator(".hall-new").inner_text()
    hall.calls(4)
    waits_for(guest, "W-002")
    hall.takes_back(4)
    waits_for(guest, "W-001")

    assert flashed == "W-001"
    assert called(guest) == ["W-001"]


def test_whoever_wants_no_motion_sees_none(screen, hall):
    hall.fills(1)
    guest = screen()

    hall.calls(3)
    moves = guest.page.locator(".hall-new").evaluate("each => getComputedStyle(each).animationName")

    assert moves == "none"


def test_otherwise_a_call_flashes_three_times_at_one_a_second(screen, hall):
    hall.fills(1)
    guest = screen()
    guest.page.emulate_media(reduced_motion="no-preference")

    hall.calls(3)
    style = guest.page.locator(".hall-new").evaluate(
        "each => [getComputedStyle(each).animationIterationCount,"
        " getComputedStyle(each).animationDuration]"
    )

    assert style == ["3", "1s"]


def test_an_announcement_is_read_in_both_languages_for_a_while(screen, hall):
    guest = screen()

    hall.announces("delay")
    guest.page.locator("[data-announcement=delay]").wait_for()

    guest.looks("hall-announcement")
    assert guest.page.locator("[data-announcement]:visible").count() == 1
    assert guest.complaints == []


def test_a_pause_an_emergency_and_the_end_of_the_day_are_seen_at_once(screen, hall):
    guest = screen()
    seen = guest.page.locator(".hall-notice:visible")

    hall.is_now("paused")
    guest.page.wait_for_selector("[data-when=paused]")
    paused = seen.inner_text()
    hall.is_now("emergency", text_id="Keluar lewat pintu utara.")
    guest.page.wait_for_selector("[data-when=emergency]")
    alarm = seen.inner_text()
    hall.is_now("open")
    hall.ends()
    guest.page.wait_for_selector("[data-when=closed]")

    assert "Nomor Anda tetap berlaku" in paused
    assert "Keluar lewat pintu utara." in alarm
    assert "Kantor sudah tutup" in seen.inner_text()


def test_the_screen_is_light_and_a_look_at_an_unchanged_hall_is_next_to_nothing(
    screen, hall, visitor, place
):
    guest = visitor(size=WIDE)
    scales = Scales(guest.page)
    guest.goes(SCREEN)
    guest.page.wait_for_timeout(1500)
    look = f"{place}{SCREEN}keadaan/"
    tag = httpx2.get(look).headers["etag"]

    unchanged = httpx2.get(look, headers={"If-None-Match": tag})

    head = sum(len(name) + len(value) + 4 for name, value in unchanged.headers.raw)
    assert unchanged.status_code == 304
    assert head + len(unchanged.content) <= 512
    assert scales.loads[0].weight <= 60_000


def test_without_javascript_the_screen_is_complete_and_may_be_refreshed(screen, hall):
    hall.fills(1)
    hall.calls(3)
    guest = screen(scripts=False)

    shown = called(guest)
    guest.follows("Segarkan otomatis", within="footer")

    assert shown == ["W-001"]
    assert guest.path() == f"{SCREEN}?segarkan=1"
    assert guest.page.get_by_role("link", name="Berhenti menyegarkan").count() == 1


def test_with_the_colours_of_the_system_numbers_and_arrows_stand_out(screen, hall):
    crowded(hall)
    guest = screen()

    guest.page.emulate_media(forced_colors="active")
    colours = guest.page.evaluate(
        """() => [getComputedStyle(document.querySelector(".hall-number")).color,
          getComputedStyle(document.querySelector(".hall-arrow"), "::before").backgroundColor,
          getComputedStyle(document.body).backgroundColor]"""
    )

    assert colours == ["rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert guest.page.evaluate(CUT_OFF) == []


def test_a_screen_that_cannot_be_heard_tells_the_staff(screen, hall, visitor):
    _device, key = put_up(
        office=hall.office, kind="display", name="Layar", by=hall.head, now=clock.now()
    )
    guest = visitor(size=WIDE)
    guest._keeps(COOKIE, key)
    guest.goes(SCREEN)

    with guest.page.expect_response("**/bunyi/"):
        guest.page.evaluate(
            "document.dispatchEvent(new CustomEvent('antrean:sound', {detail: {state: 'blocked'}}))"
        )

    assert HallAlert.objects.get().kind == "sound"
