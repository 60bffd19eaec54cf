"""A signature of drand is taken in its only encoding, for its own round and key, or not at all."""

import subprocess
import sys

import pytest
from py_ecc.bls.point_compression import compress_G1, compress_G2
from py_ecc.optimized_bls12_381 import G1, G2, Z1, Z2, add, curve_order, multiply, neg
from py_ecc.optimized_bls12_381.optimized_curve import FQ, b

from antrean.adapters.beacons import bls
from antrean.adapters.beacons.drand import is_genuine
from antrean.domain.draw import quicknet
from tests.adapters.beacons.relays import RECORDED

FIRST = RECORDED[0]
SIGNATURE = bytes.fromhex(FIRST["signature"])
FIELD = FQ.field_modulus
HALVES = quicknet.PUBLIC_KEY[:48], quicknet.PUBLIC_KEY[48:]
COMPRESSED, INFINITY, SIGN = 0x80, 0x40, 0x20


def judged(signature=SIGNATURE, *, number=123, key=quicknet.PUBLIC_KEY, tag=None):
    message = quicknet.signed_message(number)
    return bls.is_signed(signature, message=message, key=key, tag=tag or quicknet.SIGNATURE_TAG)


def flagged(signature, flag):
    return bytes([signature[0] ^ flag]) + signature[1:]


def g1(point):
    return compress_G1(point).to_bytes(48, "big")


def g2(point):
    return b"".join(half.to_bytes(48, "big") for half in compress_G2(point))


def x_beside_the_curve():
    """Return the smallest x that no point of the curve has, compressed."""
    x = next(x for x in range(1, 99) if pow(x**3 + b.n, (FIELD - 1) // 2, FIELD) != 1)
    return flagged(x.to_bytes(48, "big"), COMPRESSED)


def point_beside_the_group():
    """Return a point of the curve that is not in the group, compressed."""
    x = next(x for x in range(1, 99) if pow(x**3 + b.n, (FIELD - 1) // 2, FIELD) == 1)
    y = pow(x**3 + b.n, (FIELD + 1) // 4, FIELD)
    return g1((FQ(x), FQ(y), FQ(1)))


@pytest.mark.parametrize(
    ("module", "limit"),
    [
        pytest.param("antrean.adapters.beacons.bls", "1000", id="ours"),
        pytest.param("py_ecc.bls", "100000", id="the library alone"),
    ],
)
def test_loading_it_leaves_the_depth_of_calls_as_it_was(module, limit):
    program = f"import sys, {module}; print(sys.getrecursionlimit())"

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ended.stdout.strip() == limit


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda recorded: str(recorded["round"]))
def test_a_recorded_round_is_genuine_and_gives_the_recorded_chance(recorded):
    signature = bytes.fromhex(recorded["signature"])

    assert is_genuine(signature, number=recorded["round"])
    assert quicknet.output(signature).hex() == recorded["randomness"]


@pytest.mark.parametrize("place", range(48))
@pytest.mark.parametrize("mask", [0x01, 0xFF])
def test_no_byte_of_a_signature_can_be_changed(place, mask):
    changed = bytearray(SIGNATURE)
    changed[place] ^= mask

    assert not judged(bytes(changed))


@pytest.mark.parametrize("number", [122, 124, 1000, 0])
def test_a_signature_is_of_no_other_round(number):
    assert not judged(number=number)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(g2(G2), id="another key"),
        pytest.param(g2(multiply(G2, 7)), id="a third key"),
        pytest.param(g2(Z2), id="infinity"),
        pytest.param(flagged(quicknet.PUBLIC_KEY, SIGN), id="the opposite key"),
        pytest.param(quicknet.PUBLIC_KEY[48:] + quicknet.PUBLIC_KEY[:48], id="halves swapped"),
        pytest.param(quicknet.PUBLIC_KEY[:-1] + b"\x00", id="not on the curve"),
        pytest.param(quicknet.PUBLIC_KEY[:48], id="half a key"),
        pytest.param(quicknet.PUBLIC_KEY + b"\x00", id="too long"),
        pytest.param(b"\x00".join(HALVES), id="a zero byte between the halves"),
        pytest.param(b"", id="no key"),
    ],
)
def test_a_signature_is_of_no_other_key(key):
    assert not judged(key=key)


def test_a_signature_is_of_no_other_purpose():
    assert not judged(tag=b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_")


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(SIGNATURE[:-1], id="too short"),
        pytest.param(SIGNATURE + b"\x00", id="too long"),
        pytest.param(b"\x00" + SIGNATURE, id="a zero byte before it"),
        pytest.param(g1(Z1), id="infinity"),
        pytest.param(flagged(g1(Z1), SIGN), id="infinity with a sign"),
        pytest.param(flagged(SIGNATURE, COMPRESSED), id="said to be uncompressed"),
        pytest.param(flagged(SIGNATURE, INFINITY), id="said to be infinity"),
        pytest.param(flagged(SIGNATURE, SIGN), id="the opposite point"),
        pytest.param(g1(G1), id="another point of the group"),
        pytest.param(x_beside_the_curve(), id="not on the curve"),
        pytest.param(point_beside_the_group(), id="not in the group"),
        pytest.param(flagged(FIELD.to_bytes(48, "big"), COMPRESSED), id="beyond the field"),
        pytest.param(b"\xff" * 48, id="all ones"),
    ],
)
def test_nothing_else_is_a_signature(signature):
    assert not judged(signature)


def test_a_point_of_small_order_added_to_a_signature_is_noticed():
    assert not judged(with_small_order(SIGNATURE))


def test_without_the_look_at_the_group_a_second_signature_would_fit(monkeypatch):
    monkeypatch.setattr(bls, "subgroup_check", lambda _: True)

    second = with_small_order(SIGNATURE)

    assert second != SIGNATURE
    assert judged(second)


def with_small_order(signature):
    """Return the signature plus a point outside the group: the pairing alone cannot tell them."""
    point = bls.decompress_G1(int.from_bytes(point_beside_the_group(), "big"))
    stray = multiply(point, curve_order)
    return g1(add(bls.decompress_G1(int.from_bytes(signature, "big")), stray))


def test_a_key_that_is_nothing_signs_nothing():
    assert not judged(g1(Z1), key=g2(Z2))


def test_without_the_look_at_infinity_a_key_that_is_nothing_would_have_signed_all(monkeypatch):
    monkeypatch.setattr(bls, "is_inf", lambda _: False)
    bls._key.cache_clear()

    fits = judged(g1(Z1), key=g2(Z2))
    bls._key.cache_clear()

    assert fits


def test_the_pairing_tells_a_signature_from_its_opposite():
    opposite = g1(neg(bls.decompress_G1(int.from_bytes(SIGNATURE, "big"))))

    assert opposite == flagged(SIGNATURE, SIGN)
    assert not judged(opposite)
