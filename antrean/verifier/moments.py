"""When each attempt begins, asks and ends, and how instants and days are digested."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from antrean.verifier.folder import instant

EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
MINUTE = timedelta(minutes=1)
ATTEMPTS_MAX = 24


def begins_at(announced: dict[str, Any], number: int) -> datetime:
    """Return when an attempt begins: the closing, and by the hour after it."""
    return instant(announced["closes_at"]) + number * 60 * MINUTE


def asks_at(announced: dict[str, Any], number: int) -> datetime:
    """Return when chance is asked for; until here nobody may know anything of it."""
    return begins_at(announced, number) + 10 * MINUTE


def ends_at(announced: dict[str, Any], number: int) -> datetime:
    """Return when an attempt may be given up."""
    return begins_at(announced, number) + 30 * MINUTE


def instant_bytes(at: datetime) -> bytes:
    """Return microseconds since 1970 in UTC, 8 bytes, highest first."""
    return ((at - EPOCH) // timedelta(microseconds=1)).to_bytes(8, "big")


def day_bytes(day: str) -> bytes:
    """Return a batch's name where it is digested: its length, then YYYY-MM-DD."""
    return bytes([len(day)]) + day.encode("ascii")


def attempt_bytes(day: str, number: int) -> bytes:
    """Return an attempt where it is digested: its batch and a byte."""
    return day_bytes(day) + bytes([number])
