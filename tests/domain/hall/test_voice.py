"""What a hall says: digits one by one, counters as words, the same names in every language."""

import re

import pytest

from antrean.domain.hall import voice
from antrean.domain.hall.stages import LETTERS, STAGES


def said(language, **call):
    texts = voice.texts(language)
    return [texts[name] for name in voice.fragments(**call) if texts[name]]


def test_a_call_is_said_in_the_agreed_order():
    assert voice.fragments(number="A-012", counter=3) == [
        "chime",
        "number",
        "letter_a",
        "digit_0",
        "digit_1",
        "digit_2",
        "go_to",
        "counter",
        "digit_3",
    ]


def test_the_hall_hears_indonesian_words():
    words = " ".join(said("id", number="A-012", counter=3))

    assert words == "nomor antrean a nol satu dua silakan menuju loket tiga"


def test_the_hall_hears_english_words():
    words = " ".join(said("en", number="W-105", counter=12, stage="payment"))

    assert words == "queue number W one zero five please go to counter twelve payment"


def test_a_thousand_is_said_digit_by_digit_too():
    assert said("id", number="L-1000", counter=1)[1:6] == ["el", "satu", "nol", "nol", "nol"]


@pytest.mark.parametrize(
    ("counter", "words"),
    [
        (9, ["sembilan"]),
        (10, ["sepuluh"]),
        (11, ["sebelas"]),
        (19, ["sembilan belas"]),
        (20, ["dua puluh"]),
        (21, ["dua", "satu"]),
    ],
)
def test_counters_to_twenty_are_one_word_and_higher_ones_digits(counter, words):
    heard = said("id", number="A-001", counter=counter)

    assert heard[heard.index("loket") + 1 :] == words


@pytest.mark.parametrize("letter", LETTERS.values())
@pytest.mark.parametrize("stage", STAGES)
def test_every_class_and_stage_has_its_fragment(letter, stage):
    call = voice.fragments(number=f"{letter}-001", counter=1, stage=stage)

    assert set(call) <= set(voice.NAMES)


@pytest.mark.parametrize("number", ["A-12", "B-012", "a-012", "A012", "A-0123456", "A-0x2", ""])
def test_what_is_no_number_is_not_called(number):
    with pytest.raises(ValueError, match="No hall calls"):
        voice.fragments(number=number, counter=1)


@pytest.mark.parametrize("call", [{"counter": 0}, {"counter": 1, "stage": "tea"}])
def test_nobody_is_sent_where_there_is_nothing(call):
    with pytest.raises(ValueError, match="No hall calls"):
        voice.fragments(number="A-012", **call)


@pytest.mark.parametrize("language", voice.LANGUAGES)
def test_every_language_has_the_same_fragments_and_all_but_the_chime_say_something(language):
    texts = voice.texts(language)

    assert tuple(texts) == voice.NAMES
    assert [name for name, text in texts.items() if not text] == ["chime"]


def test_names_are_plain_enough_for_files_and_addresses():
    assert [name for name in voice.NAMES if not re.fullmatch(r"[a-z0-9_]+", name)] == []


def test_an_announcement_has_a_fragment_and_an_unknown_one_has_none():
    assert voice.announcement("emergency") in voice.NAMES
    with pytest.raises(KeyError):
        voice.announcement("../emergency")
