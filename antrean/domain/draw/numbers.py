"""Draw numbers: from a batch's seed and a leaf, by a rule that leaves nothing to anybody."""

import hashlib
from datetime import date

from antrean.domain.draw.batch import in_bytes

PURPOSE = b"antrean-draw-v1"
NUMBER_BYTES = 16


def seed(day: date, *, root: bytes, beacon: bytes) -> bytes:
    """Return SHA-256("antrean-draw-v1" || batch || root || beacon output), 32 bytes.

    The batch's day is written as in `batch.in_bytes`. `root`, 32 bytes, was published before the
    beacon's output could be known to anybody.
    """
    if len(root) != hashlib.sha256().digest_size:
        raise ValueError("A root has 32 bytes.")
    return hashlib.sha256(PURPOSE + in_bytes(day) + root + beacon).digest()


def draw_number(leaf: bytes, *, seed: bytes) -> int:
    """Return the first 128 bits of SHA-256(seed || leaf), highest byte first.

    The lower number goes first; of two that are equal, the lower leaf.
    """
    return int.from_bytes(hashlib.sha256(seed + leaf).digest()[:NUMBER_BYTES], "big")
