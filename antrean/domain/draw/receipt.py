"""The receipt: that an application is in a batch, so that leaving it out could be proven."""

from dataclasses import dataclass
from datetime import date, datetime

from antrean.domain.draw import instant
from antrean.domain.draw.batch import Batch, in_bytes

PURPOSE = b"antrean-receipt-v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant keeps: `text` and `salt` open the leaf, the signature holds us to it."""

    batch: Batch
    text: bytes  # of the lot, as in `lot.to_text`
    age_class: int  # as in the text
    salt: bytes  # 16 bytes
    leaf: bytes  # 32 bytes
    signed_at: datetime
    signature: bytes  # 64 bytes, over `signed_message`


def proof(receipt: Receipt) -> dict[str, str]:
    """Return all that proves the receipt, ready for JSON: bytes as hexadecimal digits."""
    return {
        "batch": receipt.batch.day.isoformat(),
        "closes_at": receipt.batch.closes_at.isoformat(),
        "text": receipt.text.decode("ascii"),
        "salt": receipt.salt.hex(),
        "leaf": receipt.leaf.hex(),
        "signed_at": receipt.signed_at.isoformat(),
        "signature": receipt.signature.hex(),
    }


def signed_message(leaf: bytes, *, day: date, signed_at: datetime) -> bytes:
    """Return what is signed, 69 bytes, end to end and without anything between.

    "antrean-receipt-v1" in ASCII (18), the leaf (32), the batch's day as in `batch.in_bytes` (11),
    and the instant as in `instant.in_bytes` (8).
    """
    return PURPOSE + leaf + in_bytes(day) + instant.in_bytes(signed_at)
