"""The line of a hall screen: it may break, fall silent or lag, and the screen stays honest."""

import re
from urllib.parse import urlsplit

import pytest

from antrean.ops.line import Line
from tests.journeys.hung_screen import SCREEN, WIDE, called, opened_hall, waits_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall(place):
    return opened_hall()


@pytest.fixture
def screen(visitor, hall):
    """A screen in that hall."""

    def hung():
        guest = visitor(size=WIDE)
        guest.goes(SCREEN)
        return guest

    return hung


@pytest.fixture
def line(place):
    """The line to the server, which can be cut."""
    with Line(urlsplit(place).port) as drawn:
        yield drawn


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


LATE_STREAM = """
  const listen = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (kind, then) {
    listen.call(this, kind, (event) => setTimeout(then, 700, event));
  };
  document.addEventListener("antrean:call", (event) => {
    document.body.dataset.said = event.detail.number; });
"""
LOOK = "document.querySelector('#layar').look()"
FORGETFUL_LOOK = f"{LOOK}.then(() => {{ document.querySelector('#layar').heard = 1e12; }})"


def overtaken(screen, hall, *, look):
    """Return the screen after a look that saw a call sooner than the stream told it."""
    hall.fills(1)
    guest = screen()
    guest.page.add_init_script(LATE_STREAM)
    with guest.page.expect_response("**/keadaan/"):
        guest.goes(SCREEN)
    hall.calls(3)
    guest.page.evaluate(look)
    guest.page.wait_for_timeout(1500)
    return guest


def test_a_look_that_overtakes_the_stream_leaves_the_voice_its_word(screen, hall):
    guest = overtaken(screen, hall, look=LOOK)

    assert called(guest) == ["W-001"]
    assert guest.page.locator("body[data-said='W-001']").count() == 1


def test_a_twin_whose_looks_count_as_heard_silences_the_voice(screen, hall):
    guest = overtaken(screen, hall, look=FORGETFUL_LOOK)

    assert called(guest) == ["W-001"]
    assert guest.page.locator("body[data-said='W-001']").count() == 0
