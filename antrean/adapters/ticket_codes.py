"""Gives every application a ticket code of its own that nobody can guess, without looking any up.

A keyed permutation of all codes: two applications never get the same, and who holds a code cannot
tell the next. Drawn at random, after ten million tickets every seventh batch of 300 would meet a
taken one.
"""

import hashlib
from functools import cache

from django.conf import settings

from antrean.domain.ticket import ALPHABET, CODE_LENGTH, ticket_code

HIGH = len(ALPHABET) ** (CODE_LENGTH // 2)
LOW = len(ALPHABET) ** (CODE_LENGTH - 1 - CODE_LENGTH // 2)
"""A number below CODES is a high and a low part, HIGH * LOW of them."""

ROUNDS = 4


def code_of(application_id: int) -> str:
    """Return the ticket code of an application: always the same, and no other's.

    Four rounds of a Feistel network over the two parts, each adding a keyed hash of the other
    part. Source: Luby and Rackoff, "How to construct pseudorandom permutations" (1988).
    """
    high, low = divmod(application_id % (HIGH * LOW), LOW)
    for turn in range(0, ROUNDS, 2):
        high = (high + _mixed(low, turn)) % HIGH
        low = (low + _mixed(high, turn + 1)) % LOW
    return ticket_code(high * LOW + low)


def _mixed(part: int, turn: int) -> int:
    """Return a keyed hash of one part, different in every round."""
    seen = hashlib.blake2b(b"%d.%d" % (turn, part), key=_key(), digest_size=8)
    return int.from_bytes(seen.digest(), "big")


@cache
def _key() -> bytes:
    pepper = settings.NIK_PEPPER.encode()
    return hashlib.blake2b(pepper, digest_size=32, person=b"ticket codes").digest()
