"""BLS signatures on the curve BLS12-381 with signatures in G1 and keys in G2, checked by py-ecc.

Source: draft-irtf-cfrg-bls-signature-05, sections 2.3 to 2.8, with the roles of the groups swapped;
RFC 9380, section 8.8.1, for hashing to G1.
"""

import sys
from functools import lru_cache
from hashlib import sha256

from py_ecc.bls.g2_primitives import subgroup_check
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.bls.point_compression import decompress_G1, decompress_G2
from py_ecc.bls.typing import G1Compressed, G1Uncompressed, G2Compressed, G2Uncompressed
from py_ecc.fields import optimized_bls12_381_FQ12 as FQ12
from py_ecc.optimized_bls12_381.optimized_curve import G2, is_inf, neg
from py_ecc.optimized_bls12_381.optimized_pairing import final_exponentiate, pairing

COORDINATE_BYTES = 48
CALLS_MAX = 1000
"""How deep calls may go, as in every Python. py-ecc raises it a hundredfold for the whole process.
Nothing here needs that, and what is nested too deeply must be refused, not break the stack.
"""
sys.setrecursionlimit(CALLS_MAX)


class NotAPoint(Exception):
    """These bytes are no point of the group that could sign or be signed with."""


def is_signed(signature: bytes, *, message: bytes, key: bytes, tag: bytes) -> bool:
    """Say whether `key` signed; never raises. It takes a fifth of a second.

    `signature` is a compressed point of G1 (48 bytes), `key` one of G2 (96 bytes); both must be in
    their only encoding, on the curve, in the right subgroup, and not the point at infinity. `tag`
    keeps hashes of one purpose apart from those of others.
    """
    try:
        signed, owner = _signature(signature), _key(key)
    except NotAPoint:
        return False
    hashed = hash_to_G1(message, tag, sha256)  # type: ignore[arg-type]  # its hint is wrong
    both = pairing(G2, signed, final_exponentiate=False)
    both *= pairing(owner, neg(hashed), final_exponentiate=False)
    return bool(final_exponentiate(both) == FQ12.one())


def _signature(raw: bytes) -> G1Uncompressed:
    if len(raw) != COORDINATE_BYTES:
        raise NotAPoint("length")
    try:
        point = decompress_G1(G1Compressed(int.from_bytes(raw, "big")))
    except ValueError as problem:
        raise NotAPoint("not on the curve") from problem
    if is_inf(point) or not subgroup_check(point):
        raise NotAPoint("not in the subgroup")
    return point


@lru_cache(maxsize=8)
def _key(raw: bytes) -> G2Uncompressed:
    if len(raw) != 2 * COORDINATE_BYTES:
        raise NotAPoint("length")
    first, second = raw[:COORDINATE_BYTES], raw[COORDINATE_BYTES:]
    halves = int.from_bytes(first, "big"), int.from_bytes(second, "big")
    try:
        point = decompress_G2(G2Compressed(halves))
    except ValueError as problem:
        raise NotAPoint("not on the curve") from problem
    if is_inf(point) or not subgroup_check(point):
        raise NotAPoint("not in the subgroup")
    return point
