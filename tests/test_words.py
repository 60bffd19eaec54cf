"""What people read is spelled right and said in short sentences."""

from pathlib import Path

import pytest

from antrean.ops import translations
from tests import wording

PACKAGE = Path(__file__).resolve().parent.parent / "antrean"


@pytest.fixture(scope="module")
def messages():
    """Every Indonesian message that can reach a person."""
    return sorted(message.singular for message in translations.collect(package=PACKAGE))


def test_no_message_uses_a_word_we_avoid(messages):
    assert [wrong for message in messages for wrong in wording.wrong_words(message)] == []


def test_no_template_uses_a_word_we_avoid():
    templates = (*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt"))

    said = [
        f"{path.relative_to(PACKAGE)}: {wrong}"
        for path in templates
        for wrong in wording.wrong_words(wording.spoken(path.read_text(encoding="utf-8")))
    ]

    assert said == []


def test_no_sentence_is_too_long_to_hold_in_mind(messages):
    assert wording.too_long(messages) == []


def test_sentences_are_short_on_the_whole(messages):
    assert wording.mean_words(messages) <= wording.WORDS_MEAN_MAX


@pytest.mark.parametrize(
    "text",
    [
        "Nomor antrian Anda",
        "Silahkan masuk",
        "Harap di isi",
        "Masuk kedalam ruangan",
        "Surat ijin",
        "Permohonan sedang diproses oleh sistem",
        "Jadwal anda",
    ],
)
def test_a_word_we_avoid_is_noticed(text):
    assert list(wording.wrong_words(text))


@pytest.mark.parametrize(
    "text", ["Nomor antrean Anda", "Silakan masuk", "Masuk ke dalam ruangan", "Pintu keluar"]
)
def test_good_words_raise_no_complaint(text):
    assert not list(wording.wrong_words(text))


def test_a_sentence_of_twenty_six_words_is_noticed():
    twenty_six = " ".join(["kata"] * 26) + "."

    assert wording.too_long([twenty_six]) == [twenty_six]


def test_a_heavy_text_has_a_high_mean():
    assert wording.mean_words([" ".join(["kata"] * 20) + "."]) > wording.WORDS_MEAN_MAX
