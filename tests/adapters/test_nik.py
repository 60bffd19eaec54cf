"""Reading identity numbers: made-up valid ones pass, impossible ones are told."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal.nik import is_valid_nik

from antrean.adapters.made_up import made_up_nik, made_up_person
from antrean.adapters.nik import read_nik
from antrean.domain.identity import nik_problems

DISTRICT = "327301"
BIRTHDAYS = st.dates(min_value=date(1910, 1, 1), max_value=date(2026, 12, 31))


def number(born, *, sex="M", district=DISTRICT, serial="0001"):
    day = born.day + (40 if sex == "F" else 0)
    return f"{district}{day:02d}{born:%m%y}{serial}"


@given(BIRTHDAYS, st.sampled_from("FM"), st.integers())
def test_made_up_numbers_are_valid_and_agree_with_their_person(born, sex, seed):
    digits = made_up_nik(Random(seed), born=born, sex=sex)

    assert nik_problems(read_nik(digits), birth_date=born, sex=sex) == ()


def test_made_up_people_are_valid_by_the_librarys_own_judgement():
    people = [made_up_person(Random(seed)) for seed in range(50)]

    assert all(is_valid_nik(person.nik) for person in people)


@given(BIRTHDAYS)
def test_forty_added_to_the_day_means_a_woman(born):
    woman = read_nik(number(born, sex="F"))
    man = read_nik(number(born, sex="M"))

    assert (woman.sex, man.sex) == ("F", "M")
    assert woman.born == man.born == (born.day, born.month, born.year % 100)


@given(BIRTHDAYS, st.sampled_from("FM"))
def test_the_other_sex_is_noticed(born, sex):
    found = read_nik(number(born, sex="M" if sex == "F" else "F"))

    assert nik_problems(found, birth_date=born, sex=sex) == ("sex",)


@pytest.mark.parametrize("day", ["00", "32", "40", "72", "99"])
def test_a_day_that_does_not_exist_is_no_date(day):
    found = read_nik(f"{DISTRICT}{day}01900001")

    assert (found.born, found.sex) == (None, None)


@pytest.mark.parametrize("date_part", ["310290", "300290", "290290", "310490", "011390", "010090"])
def test_a_date_that_does_not_exist_is_no_date(date_part):
    assert read_nik(f"{DISTRICT}{date_part}0001").born is None


@pytest.mark.parametrize("date_part", ["290200", "290296", "690204"])
def test_the_29th_of_february_exists_in_leap_years_of_either_century(date_part):
    assert read_nik(f"{DISTRICT}{date_part}0001").born[:2] == (29, 2)


def test_the_former_province_is_known():
    found = read_nik(number(date(1970, 5, 1), district="540101"))

    assert found.province_known
    assert not found.district_known


@pytest.mark.parametrize("district", ["990101", "000101", "220101"])
def test_a_province_that_never_was_is_unknown(district):
    assert not read_nik(number(date(1970, 5, 1), district=district)).province_known


@pytest.mark.parametrize("district", ["320001", "327300"])
def test_a_district_of_zeros_was_never_issued(district):
    assert not read_nik(number(date(1970, 5, 1), district=district)).province_known


def test_an_old_district_code_is_known_by_its_province_alone():
    found = read_nik(number(date(1970, 5, 1), district="647301"))

    assert found.province_known


def test_the_serial_0000_is_never_given_out():
    found = read_nik(number(date(1990, 1, 2), serial="0000"))

    assert nik_problems(found, birth_date=date(1990, 1, 2), sex="M") == ("serial",)


@given(st.text(max_size=24))
def test_whatever_is_typed_is_read_or_refused_and_never_breaks(text):
    found = read_nik(text)

    assert found is None or len(found.serial) == 4


@pytest.mark.parametrize("text", ["٣٢٧٣٠١٤١٠٧٩٠٠٠٠١", "\uff13" * 16, "32730141079OOOO1"])
def test_digits_of_other_scripts_are_refused(text):
    assert read_nik(text) is None
