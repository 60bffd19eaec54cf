"""The keys of a counter's computer: changed, turned off, and never left unclear."""

import json
import re
from html import unescape

import pytest

from antrean.counter.hall.console_keys import COOKIE
from antrean.domain.hall.keys import DEFAULT_KEYS
from tests.counter.hall.console_scenes import CONSOLE, press, sees

USUAL = {deed: key for key, deed in DEFAULT_KEYS.items()}


def keys_on(page):
    """Return the keys that the page hands to the script, None where it hands out none."""
    found = re.search(r"data-keys=\"([^\"]*)\"", page)
    return json.loads(unescape(found[1])) if found else None


def test_a_counter_begins_with_the_usual_keys(desk, shift):
    assert keys_on(desk.get(CONSOLE).content.decode()) == dict(DEFAULT_KEYS)


def test_a_deed_is_laid_on_another_key_and_the_button_says_so(desk, call):
    press(desk, "tombol/", **{**USUAL, "recall": "F2"})

    page = desk.get(CONSOLE).content.decode()
    assert keys_on(page)["F2"] == "recall"
    assert '<kbd class="key">F2</kbd>' in page


def test_two_deeds_on_one_key_are_refused(desk, shift):
    answer = desk.post(f"{CONSOLE}tombol/", {**USUAL, "recall": "NumpadAdd"})

    assert answer.status_code == 422
    assert "Tombol ini sudah dipakai di atas." in answer.content.decode()
    assert COOKIE not in desk.cookies


def test_a_key_that_is_none_of_ours_is_refused(desk, shift):
    answer = desk.post(f"{CONSOLE}tombol/", {**USUAL, "recall": "KeyA"})

    assert answer.status_code == 422


def test_turned_off_no_key_works_and_no_button_names_one(desk, shift):
    press(desk, "tombol/", **USUAL, is_off="on")

    page = desk.get(CONSOLE).content.decode()
    assert keys_on(page) is None
    assert "<kbd" not in page


def test_turned_off_the_form_shows_it(desk, shift):
    press(desk, "tombol/", **USUAL, is_off="on")

    assert re.search(r'name="is_off"[^>]*checked', sees(desk, "tombol/"))


def test_the_usual_keys_come_back(desk, shift):
    press(desk, "tombol/", **USUAL, is_off="on")

    press(desk, "tombol/", semula="ya")

    assert keys_on(desk.get(CONSOLE).content.decode()) == dict(DEFAULT_KEYS)


@pytest.mark.parametrize("stored", ["", "{}", "[]", "nonsense", '{"KeyA": "next"}'])
def test_nonsense_in_the_cookie_means_the_usual_keys(desk, shift, stored, monkeypatch):
    monkeypatch.setattr(
        "django.http.request.HttpRequest.get_signed_cookie", lambda *_args, **_more: stored
    )

    assert keys_on(desk.get(CONSOLE).content.decode()) == dict(DEFAULT_KEYS)


def test_a_cookie_somebody_else_wrote_is_not_believed(desk, shift):
    desk.cookies[COOKIE] = "mati"

    assert keys_on(desk.get(CONSOLE).content.decode()) == dict(DEFAULT_KEYS)
