"""What to bring is said in whole lines, in either language."""

from datetime import date

from antrean.domain.checklist import checklist
from antrean.domain.requirements import Paper, Requirements
from antrean.domain.rulebook import ApplicantType, Wording

SINCE = date(2022, 9, 29)


def words(code, label_id, label_en, applies_to=()):
    return Wording(
        code=code,
        label_id=label_id,
        label_en=label_en,
        applies_to=applies_to,
        valid_from=SINCE,
    )


KTP = words("ktp", "KTP elektronik", "National identity card (KTP)")
LETTER = words("letter", "Surat pindah", "Letter of moving")
KK = words("kk", "KK asli", "KK original")
DIVORCED = words("parents_divorced", "orang tua bercerai", "the parents are divorced")


def needed(*papers, notes=(), attendance=("", "")):
    kind = ApplicantType(
        code="adult",
        label_id="Dewasa",
        label_en="Adult",
        position=1,
        criteria={},
        attendance=attendance,
        valid_from=SINCE,
    )
    return Requirements(
        applicant_type=kind,
        papers=papers,
        offers=(),
        electronic_only=False,
        surcharges=(),
        same_day=None,
        years_max=10,
        notes=notes,
    )


def test_alternatives_stand_in_one_line():
    asked = needed(Paper(documents=(KTP, LETTER)))

    assert checklist(asked, language="id").papers == ("KTP elektronik atau surat pindah",)
    assert checklist(asked, language="en").papers == (
        "National identity card (KTP) or letter of moving",
    )


def test_three_alternatives_are_read_as_a_list():
    asked = needed(Paper(documents=(KTP, LETTER, KK)))

    assert checklist(asked, language="id").papers == (
        "Salah satu: KTP elektronik, surat pindah, atau KK asli",
    )
    assert checklist(asked, language="en").papers == (
        "One of: national identity card (KTP), letter of moving, or KK original",
    )


def test_an_abbreviation_keeps_its_capitals_inside_a_line():
    asked = needed(Paper(documents=(LETTER, KK)))

    assert checklist(asked, language="id").papers == ("Surat pindah atau KK asli",)


def test_a_condition_that_is_not_known_is_named():
    asked = needed(Paper(documents=(LETTER,), condition=DIVORCED))

    assert checklist(asked, language="en").papers == (
        "Letter of moving (if the parents are divorced)",
    )


def test_what_one_may_leave_at_home_is_marked():
    asked = needed(Paper(documents=(LETTER,), optional=True))

    assert checklist(asked, language="id").papers == ("Surat pindah (bila ada)",)


def test_who_must_come_is_said_before_everything_else():
    note = words("originals", "Bawa yang asli.", "Bring originals.")
    asked = needed(notes=(note,), attendance=("Kedua orang tua hadir.", "Both parents attend."))

    assert checklist(asked, language="id").notes == ("Kedua orang tua hadir.", "Bawa yang asli.")


def test_a_sentence_about_papers_nobody_asks_for_is_left_out():
    note = words("birth", "Harus terbaca.", "It must be readable.", applies_to=("birth",))
    asked = needed(Paper(documents=(KTP,)), notes=(note,))

    assert checklist(asked, language="id").notes == ()
