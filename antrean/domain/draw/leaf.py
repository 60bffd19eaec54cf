"""The leaf: what is published of a lot, saying nothing to whoever has not its salt."""

from antrean.domain.draw import merkle

SALT_BYTES = 16
"""Bytes of chance in every leaf: references and wishes could be guessed, these cannot."""


def leaf_of(text: bytes, *, salt: bytes) -> bytes:
    """Return SHA-256(0x00 || salt || text), 32 bytes; `text` is that of `lot.to_text`."""
    if len(salt) != SALT_BYTES:
        raise ValueError("A salt has 16 bytes.")
    return merkle.leaf_hash(salt + text)
