"""Receipts of a draw: made and signed for applicants, checked by whoever holds the public key."""

import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from antrean.domain.draw.batch import Batch
from antrean.domain.draw.leaf import SALT_BYTES, leaf_of
from antrean.domain.draw.lot import Lot, to_text
from antrean.domain.draw.receipt import Receipt, signed_message


def issue(lot: Lot, *, batch: Batch, now: datetime) -> Receipt:
    """Return a signed receipt with a salt of its own; raises `NotALot` as `lot.to_text` does."""
    text, salt = to_text(lot), os.urandom(SALT_BYTES)
    leaf = leaf_of(text, salt=salt)
    message = signed_message(leaf, day=batch.day, signed_at=now)
    signature = _signing_keys(settings.RECEIPT_KEYS)[0].sign(message)
    return Receipt(
        batch=batch,
        text=text,
        age_class=lot.age_class,
        salt=salt,
        leaf=leaf,
        signed_at=now,
        signature=signature,
    )


def is_ours(receipt: Receipt, *, keys: Sequence[bytes] | None = None) -> bool:
    """Say whether it was signed with one of these public keys, by default with one of ours.

    Only the leaf, the batch's day and the instant are signed; what opens the leaf is checked by
    `leaf_of(text, salt=salt)`.
    """
    message = signed_message(receipt.leaf, day=receipt.batch.day, signed_at=receipt.signed_at)
    return any(_fits(receipt.signature, message, key) for key in keys or public_keys())


def public_keys() -> tuple[bytes, ...]:
    """Return our public keys, 32 raw bytes each; the first belongs to the key that signs now."""
    keys = _signing_keys(settings.RECEIPT_KEYS)
    return tuple(key.public_key().public_bytes_raw() for key in keys)


def _fits(signature: bytes, message: bytes, key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@cache
def _signing_keys(text: str) -> tuple[Ed25519PrivateKey, ...]:
    """Read `hex,hex`, 32 bytes each; the first signs, all are recognised."""
    return tuple(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(each)) for each in text.split(",")
    )
