"""What is stored encrypted opens only with its key, in its place, unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.adapters import cipher
from antrean.adapters.cipher import Unreadable

HERE, ELSEWHERE = "applicant.nik:1", "applicant.nik:2"
OLD, NEW = "k1:" + "11" * 32, "k2:" + "22" * 32


@given(st.text())
def test_what_was_encrypted_can_be_read_in_its_place(plain):
    assert cipher.decrypt(cipher.encrypt(plain, context=HERE), context=HERE) == plain


def test_the_same_text_never_looks_the_same_twice():
    first = cipher.encrypt("rahasia", context=HERE)

    assert cipher.encrypt("rahasia", context=HERE) != first


@given(st.data())
def test_a_changed_byte_anywhere_makes_it_unreadable(data):
    stored = bytearray(cipher.encrypt("rahasia", context=HERE))
    at = data.draw(st.integers(0, len(stored) - 1))
    stored[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises(Unreadable):
        cipher.decrypt(bytes(stored), context=HERE)


def test_bytes_moved_to_another_row_are_unreadable():
    stored = cipher.encrypt("rahasia", context=HERE)

    with pytest.raises(Unreadable):
        cipher.decrypt(stored, context=ELSEWHERE)


@given(st.binary(max_size=80))
def test_any_other_bytes_are_unreadable(stored):
    with pytest.raises(Unreadable):
        cipher.decrypt(stored, context=HERE)


def test_an_old_key_still_reads_what_it_wrote_and_the_new_one_writes(settings):
    settings.CIPHER_KEYS = OLD
    written_before = cipher.encrypt("rahasia", context=HERE)
    settings.CIPHER_KEYS = f"{NEW},{OLD}"

    written_now = cipher.encrypt("rahasia", context=HERE)

    assert cipher.decrypt(written_before, context=HERE) == "rahasia"
    assert written_now[2:4] == b"k2"


def test_a_key_that_is_gone_opens_nothing(settings):
    settings.CIPHER_KEYS = OLD
    stored = cipher.encrypt("rahasia", context=HERE)
    settings.CIPHER_KEYS = NEW

    with pytest.raises(Unreadable):
        cipher.decrypt(stored, context=HERE)


def test_a_changed_key_under_the_same_name_opens_nothing(settings):
    settings.CIPHER_KEYS = OLD
    stored = cipher.encrypt("rahasia", context=HERE)
    settings.CIPHER_KEYS = "k1:" + "33" * 32

    with pytest.raises(Unreadable):
        cipher.decrypt(stored, context=HERE)


def test_the_complaint_holds_nothing_of_the_secret():
    stored = cipher.encrypt("3273014107900001", context=HERE)

    with pytest.raises(Unreadable) as complaint:
        cipher.decrypt(stored, context=ELSEWHERE)

    assert "3273014107900001" not in f"{complaint.value!r}{complaint.value.__cause__!r}"


def test_equal_numbers_have_equal_hashes_and_the_pepper_decides_which(settings):
    first = cipher.nik_hash("3273014107900001")

    assert cipher.nik_hash("3273014107900001") == first
    assert cipher.nik_hash("3273014107900002") != first
    settings.NIK_PEPPER = "lain"
    assert cipher.nik_hash("3273014107900001") != first
