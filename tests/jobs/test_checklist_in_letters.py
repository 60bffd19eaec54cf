"""The letter brings the checklist of the case, the office and the day, from the real rules."""

from datetime import date

import pytest

from antrean.actions.load_reference import OFFICES, load_reference
from antrean.jobs.checklist import Checklists
from antrean.records import clock
from tests.jobs.reading import letter_about, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(settings):
    load_reference(
        directory=settings.ROOT / "data",
        now=clock.now(),
        names=(OFFICES, "requirements.yaml"),
    )


def test_an_adult_reads_what_to_bring(rules, place):
    message = letter_about(place, "appointment_given")

    for said in (text_of(message), page_of(message)):
        assert "Yang perlu dibawa:" in said
        assert "KTP elektronik atau surat keterangan pindah ke luar negeri" in said
        assert "Bawa dokumen asli dan fotokopi A4" in said


def test_a_childs_letter_says_in_english_that_the_parents_come_too(rules, english_place):
    english_place.application.applicant.birth_date = date(2020, 5, 5)

    said = text_of(letter_about(english_place, "reminder_3_days"))

    assert "- Birth certificate\n" in said
    assert "Both parents attend" in said


def test_without_rules_the_letter_is_sent_without_a_checklist(place):
    assert "Yang perlu dibawa" not in text_of(letter_about(place, "appointment_given"))


def test_the_rules_are_read_once_for_a_whole_batch(
    rules, place, english_place, django_assert_max_num_queries
):
    checklists = Checklists()
    checklists.of(place, language="id")

    with django_assert_max_num_queries(0):
        checklists.of(english_place, language="en")
