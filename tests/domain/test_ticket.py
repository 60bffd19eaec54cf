"""Ticket codes survive paper, voices and tired eyes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.ticket import ALPHABET, CODES, queue_number, read_code, spaced, ticket_code

numbers = st.integers(0, CODES - 1)


@given(numbers)
def test_every_code_is_read_back(number):
    code = ticket_code(number)

    assert read_code(spaced(code).lower()) == code


@given(numbers, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_noticed(number, place, sign):
    code = ticket_code(number)
    wrong = code[:place] + sign + code[place + 1 :]

    assert wrong == code or read_code(wrong) is None


@given(st.text(max_size=12))
def test_any_text_is_read_without_an_error(text):
    code = read_code(text)

    assert code is None or len(code) == 8


def test_different_numbers_have_different_codes():
    assert len({ticket_code(number) for number in range(5000)}) == 5000


def test_a_number_out_of_range_has_no_code():
    with pytest.raises(ValueError, match="range"):
        ticket_code(CODES)


def test_queue_numbers_are_written_with_three_digits():
    assert queue_number("A", 12) == "A-012"
