"""Mobile numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.adapters.phone import read_mobile


@pytest.mark.parametrize(
    "text",
    ["0812-3456-7890", "0812 3456 7890", "+62 812 3456 7890", "62-81234567890", "(0812) 34567890"],
)
def test_one_number_in_many_spellings_is_one_number(text):
    assert read_mobile(text) == "+6281234567890"


def test_numbers_of_other_countries_keep_their_code():
    assert read_mobile("+60 12-345 6789") == "+60123456789"


@pytest.mark.parametrize(
    "text", ["", "0812", "0274 123456", "021 555 1234", "0800 123 456", "telepon", "0" * 60]
)
def test_what_is_no_mobile_number_is_refused(text):
    assert read_mobile(text) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_dialable_number_or_nothing(text):
    number = read_mobile(text)

    assert number is None or (number.isascii() and number[1:].isdigit() and len(number) <= 16)
