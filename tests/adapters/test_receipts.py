"""A receipt holds us to exactly what was signed, and nobody else can write one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from antrean.adapters import receipts
from antrean.domain.draw.batch import Batch
from antrean.domain.draw.leaf import leaf_of
from antrean.domain.draw.lot import Lot, NotALot, to_text
from antrean.domain.draw.receipt import Receipt, proof, signed_message
from antrean.domain.wishes import Wishes

NOW = datetime(2026, 11, 24, 5, 6, 7, 891011, tzinfo=UTC)
BATCH = Batch(7, date(2026, 11, 24), datetime(2026, 11, 24, 11, tzinfo=UTC))
LOT = Lot("x7Yk-2_pQ9aa", Wishes(("kanim-batam",)), frozenset({"regular"}), age_class=3)
FIRST, SECOND = "11" * 32, "22" * 32


@pytest.fixture
def receipt():
    return receipts.issue(LOT, batch=BATCH, now=NOW)


def test_a_receipt_opens_its_leaf_and_is_ours(receipt):
    assert receipt.text == to_text(LOT)
    assert receipt.age_class == 3
    assert receipt.leaf == leaf_of(receipt.text, salt=receipt.salt)
    assert receipts.is_ours(receipt)


def test_what_is_handed_on_as_its_proof_is_enough_to_check_it(receipt):
    said = proof(receipt)
    again = replace(
        receipt,
        batch=Batch(0, date.fromisoformat(said["batch"]), NOW),
        text=said["text"].encode(),
        salt=bytes.fromhex(said["salt"]),
        leaf=bytes.fromhex(said["leaf"]),
        signed_at=datetime.fromisoformat(said["signed_at"]),
        signature=bytes.fromhex(said["signature"]),
    )

    assert receipts.is_ours(again)
    assert leaf_of(again.text, salt=again.salt) == again.leaf


def test_two_receipts_of_the_same_lot_share_neither_salt_nor_leaf(receipt):
    other = receipts.issue(LOT, batch=BATCH, now=NOW)

    assert other.salt != receipt.salt
    assert other.leaf != receipt.leaf


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"leaf": bytes(32)}, id="another leaf"),
        pytest.param({"batch": replace(BATCH, day=date(2026, 11, 25))}, id="another batch"),
        pytest.param({"signed_at": NOW + timedelta(microseconds=1)}, id="another instant"),
        pytest.param({"signature": bytes(64)}, id="no signature"),
        pytest.param({"signature": b""}, id="a signature of another size"),
    ],
)
def test_a_changed_receipt_is_not_ours(receipt, change):
    assert not receipts.is_ours(replace(receipt, **change))


@given(st.data())
def test_a_changed_byte_of_the_signature_is_noticed(data):
    receipt = receipts.issue(LOT, batch=BATCH, now=NOW)
    signature = bytearray(receipt.signature)
    signature[data.draw(st.integers(0, 63))] ^= data.draw(st.integers(1, 255))

    assert not receipts.is_ours(replace(receipt, signature=bytes(signature)))


def test_who_knows_only_the_public_key_can_check(receipt, settings):
    published = receipts.public_keys()
    settings.RECEIPT_KEYS = SECOND

    assert receipts.is_ours(receipt, keys=published)
    assert not receipts.is_ours(receipt)


def test_public_keys_are_32_raw_bytes_that_verify_what_the_first_key_signs(receipt, settings):
    settings.RECEIPT_KEYS = f"{FIRST},{SECOND}"
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(FIRST))

    issued = receipts.issue(LOT, batch=BATCH, now=NOW)

    assert [len(key) for key in receipts.public_keys()] == [32, 32]
    assert receipts.public_keys()[0] == private.public_key().public_bytes_raw()
    assert issued.signature == private.sign(
        signed_message(issued.leaf, day=BATCH.day, signed_at=NOW)
    )


def test_an_old_key_is_still_recognised_when_a_new_one_signs(settings):
    settings.RECEIPT_KEYS = FIRST
    before = receipts.issue(LOT, batch=BATCH, now=NOW)
    settings.RECEIPT_KEYS = f"{SECOND},{FIRST}"

    assert receipts.is_ours(before)
    assert receipts.is_ours(receipts.issue(LOT, batch=BATCH, now=NOW))


def test_what_cannot_be_said_gets_no_receipt():
    with pytest.raises(NotALot):
        receipts.issue(replace(LOT, ref="two words"), batch=BATCH, now=NOW)


def test_a_receipt_says_nothing_of_its_keys(receipt, settings):
    assert settings.RECEIPT_KEYS not in repr(receipt)
    assert isinstance(receipt, Receipt)
