"""The screen in the hall follows what is told, is read from afar, and says when it is alone."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from django.conf import settings
from django.test import Client

from antrean.actions.hall import serve
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.devices import put_up
from antrean.actions.hall.hall_state import announce, set_state
from antrean.actions.hall.recall import recall
from antrean.actions.hall.undo import undo
from antrean.ops.line import Line
from antrean.records import clock
from antrean.records.models import Call, HallAlert, Office
from antrean.ui.devices import COOKIE
from tests.factories import make_officer, make_shift, make_walk_in, stand_at
from tests.journeys import stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1920, "height": 1080}
SMALL = {"width": 1280, "height": 720}
TALL = {"width": 1080, "height": 1920}
SIZES = (WIDE, SMALL, TALL)
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
SCREEN = f"/layar/{stage.HOME}/"
GLASS_MM = {1920: 1218, 1280: 1218, 1080: 685}
"""How wide the glass of a 55-inch screen is, by the pixels it shows."""

NUMBERS, COUNTERS, LAST = ".hall-number", ".hall-counter strong", ".hall-recent .number"
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


class Hall:
    """The office behind the screen: counters that call, and the office's head."""

    def __init__(self, office):
        self.office = office
        self.head = make_officer(office, role="office_head")
        self.shifts = {}

    def fills(self, number, *, line="walk_in"):
        for _ in range(number):
            make_walk_in(self.office, at=clock.now(), line=line)

    def opens(self, counter, *, arrow="right"):
        if counter not in self.shifts:
            self.shifts[counter] = make_shift(self.office, number=counter, arrow=arrow)
        return self.shifts[counter]

    def calls(self, counter, *, arrow="right"):
        """Call the next number to a counter; whoever stood there is done."""
        shift = self.opens(counter, arrow=arrow)
        last = Call.objects.filter(counter=shift.counter, ended_at=None).first()
        if last is not None and last.started_at is None:
            serve.start(shift, last, by=shift.account, now=clock.now())
        return call_next(shift, by=shift.account, now=clock.now())

    def calls_again(self, call):
        shift = self.shifts[call.counter.number]
        recall(shift, call, by=shift.account, now=clock.now())

    def takes_back(self, counter):
        shift = self.shifts[counter]
        undo(shift, by=shift.account, now=clock.now())

    def is_now(self, state, *, text_id="", text_en=""):
        words = {"text_id": text_id, "text_en": text_en}
        set_state(self.office, state=state, **words, by=self.head, now=clock.now())

    def announces(self, key):
        announce(self.office, key=key, by=self.head, now=clock.now())

    def ends(self):
        Call.objects.filter(ended_at=None).update(ended_at=clock.now(), outcome="served")
        close_hall(self.office, by=self.head, now=clock.now())


@pytest.fixture
def hall(place):
    stand_at(stage.MONDAY)
    return Hall(Office.objects.get(code=stage.HOME))


@pytest.fixture
def line(place):
    """The line to the server, which can be cut."""
    with Line(urlsplit(place).port) as drawn:
        yield drawn


@pytest.fixture
def screen(visitor, hall):
    """A screen in that hall: `screen(language="en", size=TALL)`."""

    def hung(**words):
        guest = visitor(**{"size": WIDE, **words})
        guest.goes(SCREEN)
        return guest

    return hung


def passes(**time):
    """Let some time pass for the whole service."""
    stand_at(clock.now() + timedelta(**time))


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


def called(guest):
    """Return the numbers that stand large on the screen, the newest first."""
    return guest.page.locator(f"{NUMBERS}:visible").all_inner_texts()


def waits_for(guest, number):
    guest.page.locator(NUMBERS).first.filter(has_text=number).wait_for()


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
    return httpx.Client(base_url=place, cookies=login, headers={"Referer": place})


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


@pytest.fixture
def far_screen(visitor, hall, line):
    """A screen at the end of that line, with one number called."""
    hall.fills(3)
    hall.calls(3)
    guest = visitor(size=WIDE)
    guest.address = line.address
    with guest.page.expect_response("**/keadaan/"):  # the stream is open by then
        guest.goes(SCREEN)
    return guest


def after_a_cut(guest, hall, line):
    """Return what the screen says while it is alone, and which numbers it shows then."""
    alone = guest.page.locator(".hall-offline")
    alone.wait_for()
    hall.calls(4)
    hall.calls(5)
    said, kept = alone.inner_text(), called(guest)
    guest.looks("hall-offline")
    line.mend()
    alone.wait_for(state="hidden")
    waits_for(guest, "W-003")
    return said, kept


def test_a_screen_that_was_cut_says_since_when_and_is_right_again_afterwards(
    far_screen, hall, line
):
    line.cut()

    said, kept = after_a_cut(far_screen, hall, line)

    assert re.fullmatch(r"Layar luring sejak 08\.4\d\. Ikuti panggilan petugas\.", said)
    assert kept == ["W-001"]
    assert called(far_screen) == ["W-003", "W-002", "W-001"]


def test_a_line_that_only_falls_silent_is_noticed_too(far_screen, hall, line):
    line.hush()

    said, _kept = after_a_cut(far_screen, hall, line)

    assert said.startswith("Layar luring sejak")
    assert called(far_screen) == ["W-003", "W-002", "W-001"]


def test_a_twin_that_forgets_what_it_heard_last_misses_the_call_in_the_cut(far_screen, hall, line):
    far_screen.page.route("**/keadaan/", lambda route: route.fulfill(status=304))
    far_screen.page.route(
        "**/live/**", lambda route: route.continue_(url=route.request.url.split("?")[0], headers={})
    )

    line.cut()
    far_screen.page.wait_for_timeout(500)
    hall.calls(4)
    line.mend()
    far_screen.page.wait_for_timeout(2500)
    hall.calls(5)
    waits_for(far_screen, "W-003")

    assert called(far_screen) == ["W-003", "W-001"]


def test_the_clock_goes_on_in_the_offices_zone_without_a_line(screen, hall):
    guest = screen()
    guest.page.clock.install()
    guest.goes(SCREEN)
    before = guest.page.locator(".hall-clock").inner_text()

    guest.page.context.set_offline(True)
    guest.page.clock.run_for(61_000)

    assert before == "08.40"
    assert guest.page.locator(".hall-clock").inner_text() in ("08.41", "08.42")


def test_a_screen_without_a_stream_stays_right_by_looking(screen, hall):
    hall.fills(1)
    guest = screen()
    guest.page.route("**/live/**", lambda route: route.abort())
    guest.goes(SCREEN)

    hall.calls(3)
    waits_for(guest, "W-001")

    assert guest.page.locator(".hall-offline").is_hidden()


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
