"""An instant where it is signed: the same eight bytes in every language."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def in_bytes(at: datetime) -> bytes:
    """Return microseconds since 1970 in UTC, unsigned, 8 bytes, highest byte first."""
    return ((at - EPOCH) // MICROSECOND).to_bytes(8, "big")
