"""What an identity number says, and whether it agrees with what people declare."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain import identity
from antrean.domain.identity import NikReading

BIRTHDAYS = st.dates(min_value=date(1907, 1, 1), max_value=date(2026, 12, 31))
PLAUSIBLE = NikReading((19, 1, 85), "F", province_known=True, district_known=True, serial="0792")
BORN = date(1985, 1, 19)


def reading(**changes):
    fields = {name: getattr(PLAUSIBLE, name) for name in NikReading.__slots__}
    return NikReading(**{**fields, **changes})


def problems(found, *, birth_date=BORN, sex="F"):
    return identity.nik_problems(found, birth_date=birth_date, sex=sex)


def test_a_number_that_agrees_has_no_problems():
    assert problems(PLAUSIBLE) == ()


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (None, "format"),
        (reading(province_known=False), "province"),
        (reading(born=None, sex=None), "no_such_date"),
        (reading(born=(20, 1, 85)), "birth_date"),
        (reading(sex="M"), "sex"),
        (reading(serial="0000"), "serial"),
    ],
)
def test_each_disagreement_has_a_name(found, problem):
    assert problems(found) == (problem,)


def test_all_disagreements_are_named_in_the_order_of_the_digits():
    found = reading(province_known=False, born=(1, 1, 1), sex="M", serial="0000")

    assert problems(found) == ("province", "birth_date", "sex", "serial")


def test_an_unknown_district_is_a_note_and_no_problem():
    found = reading(district_known=False)

    assert problems(found) == ()
    assert identity.nik_note(found) == "unknown_district"
    assert identity.nik_note(PLAUSIBLE) == ""


@given(BIRTHDAYS)
def test_the_century_is_what_people_declare(born):
    found = reading(born=(born.day, born.month, born.year % 100))

    assert problems(found, birth_date=born) == ()


@given(st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_sixteen_digits_look_like_a_number_however_they_are_grouped(digits):
    groups = [digits[at : at + 4] for at in range(0, 16, 4)]

    assert identity.normalise_nik(" ".join(groups)) == digits
    assert identity.normalise_nik(" - ".join(groups)) == digits
    assert identity.normalise_nik(".".join(groups) + "\n") == digits
    assert identity.looks_like_nik(digits)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "327301410790000",
        "32730141079000011",
        "327301410790000x",
        "٣٢٧٣٠١٤١٠٧٩٠٠٠٠١",
        "\uff13" * 16,
    ],
)
def test_anything_else_does_not_look_like_a_number(text):
    assert not identity.looks_like_nik(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    assert identity.looks_like_nik(identity.normalise_nik(text)) in (True, False)


@pytest.mark.parametrize(
    "name", ["Suharti", "Budi Santoso", "Ni Luh Made", "R. A. Kartini", "D'Cruz"]
)
def test_a_name_is_a_name_also_in_one_word(name):
    assert identity.name_problem(name) == ""


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("B" * 121, "too_long"),
        ("Budi 2", "characters"),
        ("Budi\u200b", "characters"),
        ("Budi\nSantoso", "characters"),
        ("...", "characters"),
    ],
)
def test_what_is_no_name_is_said(name, problem):
    assert identity.name_problem(name) == problem


@given(BIRTHDAYS, st.integers(min_value=0, max_value=44_000))
def test_age_grows_by_one_each_year_and_never_shrinks(born, days):
    day = born + timedelta(days=days)
    age = identity.age_on(day, birth_date=born)

    assert 0 <= age <= days / 365
    assert identity.age_on(day + timedelta(days=366), birth_date=born) - age in (1, 2)


def test_somebody_born_on_the_29th_of_february_ages_on_the_1st_of_march():
    born = date(2000, 2, 29)

    assert identity.age_on(date(2026, 2, 28), birth_date=born) == 25
    assert identity.age_on(date(2026, 3, 1), birth_date=born) == 26
    assert identity.age_on(date(2024, 2, 29), birth_date=born) == 24


def test_nobody_is_born_tomorrow_or_older_than_anybody_ever_was():
    today = date(2026, 11, 2)

    assert identity.birth_date_problem(today, today=today) == ""
    assert identity.birth_date_problem(today + timedelta(days=1), today=today) == "future"
    assert identity.birth_date_problem(date(1905, 11, 1), today=today) == "too_old"
    assert identity.birth_date_problem(date(1905, 11, 3), today=today) == ""


def test_today_begins_in_the_east():
    still_yesterday_in_greenwich = datetime(2026, 11, 1, 15, 30, tzinfo=UTC)

    assert identity.latest_today(still_yesterday_in_greenwich) == date(2026, 11, 2)
