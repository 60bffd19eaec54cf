"""The keys of a counter, tried on a small page: what each presses, and when they rest."""

import json
from pathlib import Path

import pytest

from antrean.domain.hall.keys import DEFAULT_KEYS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = (ROOT / "antrean/ui/static/ui/js/keys.js").read_text(encoding="utf-8")
PAGE = """<!doctype html><html lang="id"><title>Loket</title><main data-keys='KEYS' MORE>
<p role="status" data-keys-said></p>
<button data-deed="next">Panggil
  berikutnya <kbd>+</kbd></button>
<button data-deed="recall" disabled>Panggil ulang</button>
<button data-deed="serve">Mulai layani <kbd>Enter</kbd></button>
<button data-deed="absent">Tidak hadir</button>
<details name="kunci" data-deed="transfer"><summary>Alihkan… <kbd>/</kbd></summary>
<button data-digit="1">Wawancara</button><button data-digit="2">Foto</button></details>
<details name="kunci" data-deed="pause"><summary>Jeda</summary>
<button data-digit="1">Salat</button></details>
<form data-undo-seconds="10"><button type="button" data-deed="undo">Urungkan</button>
<span data-undo-left></span></form>
<label>Catatan <input id="catatan"></label>
<label>Ada <input type="checkbox" id="ada"></label>
<ol id="pressed"></ol></main>
<script>
document.addEventListener("click", ({ target }) => {
  if (!target.matches("button")) return;
  const line = document.createElement("li");
  line.textContent = target.dataset.deed || target.textContent;
  document.querySelector("#pressed").append(line);
});
</script><script>SCRIPT</script></html>"""


@pytest.fixture(scope="module")
def page(browser):
    """A browser's page, empty; its clock stands until somebody moves it."""
    opened = browser.new_page()
    opened.clock.install(time=0)
    opened.clock.pause_at(1000)
    yield opened
    opened.close()


@pytest.fixture
def desk(page):
    """The page with every deed on it, and nothing pressed yet."""
    page.set_content(drawn(keys=DEFAULT_KEYS))
    return page


def drawn(*, keys, more="", script=SCRIPT):
    named = PAGE.replace("KEYS", json.dumps(dict(keys))).replace("MORE", more)
    return named.replace("SCRIPT", script)


def press(desk, *keys):
    for key in keys:
        desk.keyboard.press(key)
    return pressed(desk)


def pressed(desk):
    return desk.locator("#pressed li").all_inner_texts()


def said(desk):
    return desk.locator("[data-keys-said]").inner_text()


def hold(desk, key):
    """Hold a key down until it has repeated twice."""
    for _ in range(3):
        desk.keyboard.down(key)
    desk.keyboard.up(key)
    return pressed(desk)


def test_each_key_presses_its_deed(desk):
    keys = ("NumpadAdd", "NumpadEnter", "Enter", "NumpadSubtract", "Backspace")

    assert press(desk, *keys) == ["next", "serve", "serve", "absent", "undo"]


def test_what_was_pressed_is_said_without_its_key_and_marked(desk):
    press(desk, "NumpadSubtract", "NumpadAdd")

    assert said(desk) == "Panggil berikutnya"
    assert desk.locator("[data-pressed]").get_attribute("data-deed") == "next"


@pytest.mark.parametrize("sign", ["Insert", "0"])
def test_a_key_counts_by_its_place_with_and_without_num_lock(desk, sign):
    desk.evaluate(f"""document.dispatchEvent(
        new KeyboardEvent("keydown", {{ code: "Numpad0", key: "{sign}", bubbles: true }}))""")

    assert said(desk) == "Jeda"


def test_a_deed_that_is_closed_just_now_is_not_pressed(desk):
    assert press(desk, "NumpadMultiply", "NumpadDecimal") == []
    assert said(desk) == ""


def test_after_transfer_a_digit_chooses_the_stage(desk):
    assert press(desk, "Numpad2", "NumpadDivide", "Numpad2") == ["Foto"]


def test_a_digit_belongs_to_what_was_opened_last(desk):
    assert press(desk, "NumpadDivide", "Numpad0", "Numpad1") == ["Salat"]


def test_a_key_held_down_counts_once(desk):
    assert hold(desk, "NumpadAdd") == ["next"]


def test_enter_presses_the_button_that_has_the_focus_and_nothing_else(desk):
    desk.locator("[data-deed=absent]").focus()

    assert press(desk, "Enter") == ["absent"]


def test_enter_held_down_on_a_button_presses_it_once(desk):
    desk.locator("[data-deed=serve]").focus()

    assert hold(desk, "Enter") == ["serve"]


def test_without_the_guard_the_browser_presses_it_again_and_again(desk):
    careless = SCRIPT.replace("if (event.repeat) event.preventDefault();", "")
    desk.set_content(drawn(keys=DEFAULT_KEYS, script=careless))
    desk.locator("[data-deed=serve]").focus()

    assert hold(desk, "Enter") == ["serve"] * 3


def test_keys_rest_while_a_note_is_typed(desk):
    desk.locator("#catatan").focus()

    assert press(desk, "NumpadAdd", "NumpadSubtract") == []
    assert desk.locator("#catatan").input_value() == "+-"


def test_keys_work_while_a_box_is_ticked(desk):
    desk.locator("#ada").focus()

    assert press(desk, "NumpadAdd") == ["next"]


@pytest.mark.parametrize("key", ["Control", "Alt", "Shift", "Meta"])
def test_shortcuts_of_the_browser_stay_its_own(desk, key):
    desk.evaluate("addEventListener('keydown', (event) => window.stopped = event.defaultPrevented)")

    assert press(desk, f"{key}+NumpadAdd") == []
    assert desk.evaluate("window.stopped") is False


def test_turned_off_no_key_does_anything(desk):
    desk.set_content(drawn(keys=DEFAULT_KEYS, more="data-keys-off"))

    assert press(desk, "NumpadAdd", "Enter", "Backspace") == []


def test_a_changed_map_is_obeyed(desk):
    desk.set_content(drawn(keys={"F2": "next", "NumpadAdd": "absent"}))

    assert press(desk, "F2", "NumpadAdd", "Enter") == ["next", "absent"]


def test_undo_counts_down_and_goes_away(desk):
    began = desk.locator("[data-undo-left]").inner_text()
    desk.clock.run_for(2500)
    midway = desk.locator("[data-undo-left]").inner_text()
    desk.clock.run_for(8000)

    assert (began, midway) == ("10", "8")
    assert desk.locator("form").is_hidden()
    assert press(desk, "Backspace") == []
