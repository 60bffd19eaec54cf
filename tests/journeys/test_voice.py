"""The hall screen speaks: the agreed words, one call after another; it says if it cannot."""

import shutil
from array import array
from itertools import pairwise

import pytest

from antrean.adapters import sound
from antrean.domain.hall import voice
from tests.factories import make_office
from tests.journeys.conftest import ARGUMENTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.espeak,
    pytest.mark.django_db(transaction=True),
]

REPEAT_SECONDS = 0.3
WAITS_FOR_THE_ONE_BEFORE = "turn || "
WIDE = {"width": 1280, "height": 720}
SPEAKS_AT_ONCE = "--autoplay-policy=no-user-gesture-required"
WAITS_FOR_A_TOUCH = "--autoplay-policy=document-user-activation-required"
NOTES = """
window.said = []; window.states = [];
document.addEventListener("antrean:said", (event) => window.said.push(event.detail));
document.addEventListener("antrean:sound", (event) => window.states.push(event.detail.state));
"""
TELL = """([kind, detail]) =>
  document.dispatchEvent(new CustomEvent(`antrean:${kind}`, { detail }))"""
WAIT = """async ([enough, what]) => {
  const until = performance.now() + 20000;
  while (performance.now() < until) {
    if (what === "said" ? window.said.length >= enough : window.states.at(-1) === enough) {
      return window.said;
    }
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`not ${enough}: ${JSON.stringify([window.said, window.states])}`);
}"""
OF_CALL = """(calls) => calls.map((facts) =>
  document.querySelector("[data-voice-url]").voice.ofCall(facts).map((item) => item.join("/")))"""
LETTER = {"A-012": "id/letter_a", "W-105": "id/letter_w"}


@pytest.fixture(scope="module")
def browsers(playwright, chromium_path):
    """Gives a browser with one more argument; it is started once."""
    opened = {}

    def started(argument):
        if argument not in opened:
            words = [*ARGUMENTS, argument]
            opened[argument] = playwright.chromium.launch(executable_path=chromium_path, args=words)
        return opened[argument]

    yield started
    for browser in opened.values():
        browser.close()


@pytest.fixture(scope="module")
def beeps(tmp_path_factory):
    """Every fragment of both languages as the same short beep, so that a call takes a second."""
    folder = tmp_path_factory.mktemp("beeps")
    sound.pack({"beep": sound.Sound(array("h", [9000, -9000] * 600))}, into=folder)
    for language in voice.LANGUAGES:
        (folder / language).mkdir()
        for name in voice.NAMES:
            shutil.copy(folder / "beep.opus", folder / language / f"{name}.opus")
    return folder


@pytest.fixture
def bank(beeps, var):
    """The beeps, where the server finds them."""
    yield shutil.copytree(beeps, var / "voice")
    shutil.rmtree(var / "voice")


@pytest.fixture
def screen(browsers, address, transactional_db):
    """Opens the hall screen; calls are repeated soon, and `without` is cut out of the script."""
    opened, office = [], make_office()

    def put_up(argument=SPEAKS_AT_ONCE, *, without=""):
        page = browsers(argument).new_page(viewport=WIDE, locale="id-ID")
        opened.append(page)
        page.add_init_script(NOTES)
        page.route("**/daftar.json", _sooner)
        page.route("**/voice.js", lambda route: _cut(route, without))
        page.goto(f"{address}/layar/{office.code}/")
        return page

    yield put_up
    for page in opened:
        page.close()


def _sooner(route):
    listed = route.fetch()
    route.fulfill(response=listed, json={**listed.json(), "repeat_seconds": REPEAT_SECONDS})


def _cut(route, without):
    script = route.fetch()
    route.fulfill(response=script, body=script.text().replace(without, "", 1))


def tell(page, kind, **facts):
    page.evaluate(TELL, [kind, facts])


def call(page, number, *, counter=3, kind="call"):
    tell(page, kind, number=number, counter=counter, arrow="", stage="documents")


def said(page, times):
    """Return what was said, after it was said so many times."""
    return page.evaluate(WAIT, [times, "said"])


def reaches(page, state):
    page.evaluate(WAIT, [state, "state"])


def both(number, counter):
    """Return the whole call: one chime, then both languages."""
    words = voice.fragments(number=number, counter=counter)[1:]
    return ["id/chime", *(f"{language}/{name}" for language in ("id", "en") for name in words)]


def test_without_a_bank_the_screen_says_that_it_is_silent(screen):
    page = screen()

    reaches(page, "silent")


def test_a_call_is_said_in_both_languages_and_once_more(bank, screen):
    page = screen()
    reaches(page, "on")

    call(page, "A-012", counter=12)

    heard = said(page, 2)
    assert [each["fragments"] for each in heard] == [both("A-012", 12)] * 2
    assert heard[1]["from"] - heard[0]["until"] >= REPEAT_SECONDS


def test_two_calls_at_the_same_moment_never_overlap(bank, screen):
    page = screen()
    reaches(page, "on")

    call(page, "A-012")
    call(page, "W-105", counter=21)

    heard = said(page, 4)
    assert [each["fragments"] for each in heard] == [both("A-012", 3), both("W-105", 21)] * 2
    assert [later["from"] > first["until"] for first, later in pairwise(heard)] == [True] * 3


def test_without_waiting_for_the_one_before_two_calls_would_overlap(bank, screen):
    page = screen(without=WAITS_FOR_THE_ONE_BEFORE)
    reaches(page, "on")

    call(page, "A-012")
    call(page, "W-105")

    heard = said(page, 2)
    assert heard[1]["from"] < heard[0]["until"]


def test_a_call_that_is_withdrawn_is_not_said_again(bank, screen):
    page = screen()
    reaches(page, "on")
    call(page, "A-012")
    said(page, 1)

    tell(page, "withdrawn", number="A-012")
    call(page, "W-105")

    heard = said(page, 3)
    assert [each["fragments"][2] for each in heard] == [LETTER["A-012"], *[LETTER["W-105"]] * 2]


def test_an_emergency_ends_all_calls_and_is_said_at_once(bank, screen):
    page = screen()
    reaches(page, "on")
    call(page, "A-012")
    call(page, "W-105")
    said(page, 1)

    tell(page, "hall", state="emergency", text_id="", text_en="")

    heard = said(page, 2)
    words = [f"{language}/announcement_emergency" for language in ("id", "en")]
    assert heard[1]["fragments"] == ["id/chime", *words]


def test_an_announcement_is_said_once(bank, screen):
    page = screen()
    reaches(page, "on")

    tell(page, "announcement", key="closing_soon")
    call(page, "A-012", kind="recall")

    heard = said(page, 3)
    assert heard[0]["fragments"][1] == "id/announcement_closing_soon"
    assert [each["fragments"][2] for each in heard[1:]] == [LETTER["A-012"]] * 2


def test_half_a_call_is_never_said(bank, screen):
    for path in bank.glob("*/digit_2.*"):
        path.unlink()
    page = screen()
    reaches(page, "on")

    call(page, "A-012")

    assert said(page, 1)[0]["fragments"] == ["id/chime"]


def test_the_screen_and_the_rules_agree_on_every_kind_of_call(bank, screen):
    page = screen()
    reaches(page, "on")
    calls = [
        {"number": f"{letter}-{number}", "counter": counter}
        for letter, number, counter in [
            ("A", "001", 1),
            ("K", "999", 9),
            ("L", "010", 10),
            ("W", "1000", 20),
            ("A", "305", 21),
            ("W", "678", 104),
        ]
    ]

    found = page.evaluate(OF_CALL, calls)

    assert found == [both(each["number"], each["counter"]) for each in calls]


def test_a_browser_that_wants_a_touch_first_gets_a_button_for_it(bank, screen):
    page = screen(WAITS_FOR_A_TOUCH)
    reaches(page, "blocked")
    button = page.get_by_role("button", name="Sentuh untuk menyalakan suara")

    button.click()

    reaches(page, "on")
    assert button.is_hidden()


def test_a_muted_screen_says_nothing_until_it_may_speak_again(bank, screen):
    page = screen()
    reaches(page, "on")
    page.locator("#layar").evaluate("each => { each.dataset.muted = ''; }")
    call(page, "A-012")
    page.wait_for_timeout(800)

    page.locator("#layar").evaluate("each => { delete each.dataset.muted; }")
    call(page, "W-105")

    assert said(page, 1)[0]["fragments"][2] == LETTER["W-105"]
