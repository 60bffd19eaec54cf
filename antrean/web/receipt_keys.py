"""Says with which keys receipts are signed, and what is signed, so that anybody can check one."""

from antrean.adapters.receipts import public_keys
from antrean.domain.draw.receipt import PURPOSE

SIGNED = (
    f"{PURPOSE.decode()} in ASCII, {len(PURPOSE)} bytes",
    "leaf, 32 bytes",
    "length of the batch's day, 1 byte: 10",
    "day of the batch as YYYY-MM-DD in ASCII, 10 bytes",
    "signed_at, microseconds since 1970-01-01 in UTC, unsigned, highest byte first, 8 bytes",
)
LEAF = "SHA-256 over one byte 0x00, the salt (16 bytes), and the text in ASCII"


def sheet() -> dict[str, object]:
    """Return what is published, ready for JSON; keys are 32 bytes as hexadecimal digits.

    The first key signs now, the others signed before.
    """
    return {
        "algorithm": "Ed25519 (RFC 8032)",
        "keys": [key.hex() for key in public_keys()],
        "signed": list(SIGNED),
        "leaf": LEAF,
        "about": (
            "The QR code of a receipt is JSON: batch, text, salt, leaf, signed_at, signature. "
            "A receipt holds if one of the keys verifies the signature over the parts of "
            "`signed`, end to end and without anything between, and the leaf is that of the text. "
            "The first key signs now; the others signed before."
        ),
    }
