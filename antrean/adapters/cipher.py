"""Identity numbers and codes at rest: encrypted with named keys, found again by a keyed hash."""

import hashlib
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_NONCE_BYTES = 12


class Unreadable(Exception):
    """The stored bytes were changed, belong elsewhere, or their key is gone. Never plaintext."""


def encrypt(plain: str, *, context: str) -> bytes:
    """Return version, key id, nonce and AES-GCM ciphertext, bound to `context`.

    The context says what the bytes are and whose, so they cannot be moved to another row.
    """
    key_id, key = next(iter(_keys(settings.CIPHER_KEYS).items()))
    nonce = os.urandom(_NONCE_BYTES)
    header = _VERSION + bytes([len(key_id)]) + key_id.encode()
    sealed = AESGCM(key).encrypt(nonce, plain.encode(), header + context.encode())
    return header + nonce + sealed


def decrypt(stored: bytes, *, context: str) -> str:
    """Return the plain text; raises `Unreadable` for anything but the exact bytes and context."""
    try:
        end = 2 + stored[1]
        header, key_id = stored[:end], stored[2:end].decode()
        key = _keys(settings.CIPHER_KEYS)[key_id]
        nonce, sealed = stored[end : end + _NONCE_BYTES], stored[end + _NONCE_BYTES :]
        return AESGCM(key).decrypt(nonce, sealed, header + context.encode()).decode()
    except Exception as problem:
        raise Unreadable from problem


def nik_hash(digits: str) -> bytes:
    """Return the 32-byte keyed hash by which equal identity numbers are found."""
    return hmac.digest(settings.NIK_PEPPER.encode(), b"nik:" + digits.encode(), hashlib.sha256)


@cache
def _keys(text: str) -> dict[str, bytes]:
    """Read `id:hex,id:hex`; the first encrypts, all decrypt."""
    pairs = (pair.split(":", 1) for pair in text.split(","))
    return {key_id: bytes.fromhex(value) for key_id, value in pairs}
