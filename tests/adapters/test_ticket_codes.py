"""Ticket codes: one for each application, no two alike, and none that tells the next."""

import secrets

from antrean.adapters import ticket_codes
from antrean.adapters.ticket_codes import HIGH, LOW, code_of
from antrean.domain.ticket import CODES, read_code


def test_the_two_parts_make_every_code_there_is():
    assert HIGH * LOW == CODES


def test_no_two_applications_get_the_same_code():
    first = 10_000_000

    assert len({code_of(number) for number in range(first, first + 20_000)}) == 20_000


def test_an_application_always_has_the_same_code_and_it_can_be_read():
    code = code_of(4711)

    assert code_of(4711) == code == read_code(code)


def test_neighbours_have_nothing_in_common():
    """Of seven free signs a guess would share one in thirty; a counter would share six."""
    codes = [code_of(number) for number in range(2_000)]
    alike = [
        sum(one == other for one, other in zip(codes[place][:7], codes[place + 1][:7], strict=True))
        for place in range(len(codes) - 1)
    ]

    assert sum(alike) / len(alike) < 0.5


def test_another_secret_gives_other_codes(settings):
    before = [code_of(number) for number in range(50)]
    settings.NIK_PEPPER = secrets.token_hex(16)
    ticket_codes._key.cache_clear()
    try:
        after = [code_of(number) for number in range(50)]
    finally:
        ticket_codes._key.cache_clear()

    assert not set(before) & set(after)
