"""A signature is checked with plain Python exactly as a proven library checks it."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from antrean.domain.draw import ed25519

# RFC 8032, section 7.1: public key, message, signature. TEST 1, 2, 3 and SHA(abc).
PUBLISHED = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
            "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
    "TEST SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        (
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
            "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        ),
    ),
}
BASE_KEY = ed25519._encoded(ed25519.BASE)
NO_POINT = (2).to_bytes(32, "little")
SMALL_ORDER_KEY = (1).to_bytes(32, "little")  # the neutral point
few = settings(max_examples=60, deadline=None)
seeds = st.binary(min_size=32, max_size=32)
messages = st.binary(max_size=200)


def library_says(signature, *, message, key):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed(seed, message):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return private.sign(message), private.public_key().public_bytes_raw()


def changed(text, place, mask):
    return text[:place] + bytes([text[place] ^ mask]) + text[place + 1 :]


def test_the_base_point_is_the_published_one():
    point = ed25519._decoded(bytes([0x58]) + bytes([0x66]) * 31)  # RFC 8032, section 5.1

    assert point == ed25519.BASE
    assert ed25519._encoded(ed25519._times(ed25519.ORDER, point)) == SMALL_ORDER_KEY


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_signatures_fit(name):
    key, message, signature = map(bytes.fromhex, PUBLISHED[name])

    assert ed25519.verify(signature, message=message, key=key)
    assert not ed25519.verify(signature, message=message + b"!", key=key)


@few
@given(seeds, messages)
def test_what_the_library_signs_fits(seed, message):
    signature, key = signed(seed, message)

    assert ed25519.verify(signature, message=message, key=key)


@few
@given(seeds, messages, st.integers(0, 63), st.integers(1, 255))
def test_a_changed_signature_is_judged_as_the_library_judges_it(seed, message, place, mask):
    signature, key = signed(seed, message)
    other = changed(signature, place, mask)

    assert not ed25519.verify(other, message=message, key=key)
    assert not library_says(other, message=message, key=key)


@few
@given(seeds, messages, st.integers(0, 31), st.integers(1, 255))
def test_a_changed_key_is_judged_as_the_library_judges_it(seed, message, place, mask):
    signature, key = signed(seed, message)
    other = changed(key, place, mask)

    assert not ed25519.verify(signature, message=message, key=other)
    assert not library_says(signature, message=message, key=other)


@few
@given(st.binary(max_size=70), messages, st.binary(max_size=34))
def test_any_bytes_are_judged_as_the_library_judges_them(signature, message, key):
    ours = ed25519.verify(signature, message=message, key=key)

    assert ours == library_says(signature, message=message, key=key)


@few
@given(seeds, messages)
def test_the_same_signature_cannot_be_written_in_a_second_way(seed, message):
    signature, key = signed(seed, message)
    scalar = int.from_bytes(signature[32:], "little") + ed25519.ORDER
    second = signature[:32] + scalar.to_bytes(32, "little")

    assert not ed25519.verify(second, message=message, key=key)
    assert not library_says(second, message=message, key=key)


def test_without_the_bound_on_s_a_second_way_would_fit(monkeypatch):
    key, message, signature = map(bytes.fromhex, PUBLISHED["TEST 2"])
    scalar = int.from_bytes(signature[32:], "little") + ed25519.ORDER
    second = signature[:32] + scalar.to_bytes(32, "little")

    monkeypatch.setattr(ed25519, "ORDER", TooLax(ed25519.ORDER))

    assert ed25519.verify(second, message=message, key=key)


class TooLax(int):
    """The order, but nothing is said to reach it."""

    def __le__(self, other):
        return False


@pytest.mark.parametrize(
    ("signature", "key"),
    [
        pytest.param(bytes(64), BASE_KEY, id="nothing signed"),
        pytest.param(bytes(63), BASE_KEY, id="a signature too short"),
        pytest.param(bytes(65), BASE_KEY, id="a signature too long"),
        pytest.param(bytes(64), BASE_KEY[:31], id="a key too short"),
        pytest.param(bytes(64), b"", id="no key"),
        pytest.param(bytes(64), NO_POINT, id="a key that is no point"),
    ],
)
def test_what_cannot_be_a_signature_is_refused(signature, key):
    assert not ed25519.verify(signature, message=b"", key=key)
    assert not library_says(signature, message=b"", key=key)


def test_no_zero_byte_can_be_added_to_a_signature_or_taken_away():
    key, message, signature = map(bytes.fromhex, PUBLISHED["TEST 2"])

    assert signature[-1] == 0
    assert not ed25519.verify(signature + b"\x00", message=message, key=key)
    assert not ed25519.verify(signature[:-1], message=message, key=key)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param((ed25519.P + 1).to_bytes(32, "little"), id="y beyond the field"),
        pytest.param((1 | 1 << 255).to_bytes(32, "little"), id="minus zero"),
    ],
)
def test_a_key_written_in_a_second_way_is_refused_though_the_library_takes_it(key):
    signature = SMALL_ORDER_KEY + bytes(32)

    assert not ed25519.verify(signature, message=b"anything", key=key)
    assert library_says(signature, message=b"anything", key=key)


def test_a_key_of_small_order_is_not_refused_as_the_module_says():
    signature = SMALL_ORDER_KEY + bytes(32)

    assert ed25519.verify(signature, message=b"anything", key=SMALL_ORDER_KEY)
