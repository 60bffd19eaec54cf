"""What the storm's clients sent and what they were told: kept whole, so that nothing can hide."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

ANSWERS = frozenset({"given", "refused", "blocked", "already_live"})
"""Outcomes that are final: pressing again must give the same one."""


class Told(NamedTuple):
    """One acknowledged outcome; what only a given place has is empty or None elsewhere."""

    kind: str
    ref: str
    office: str = ""
    day: str = ""
    window_starts_at: datetime | None = None


class Sent:
    """One key that was sent: how often, and every answer it was given, equal ones once."""

    __slots__ = ("key", "told", "tries")

    def __init__(self, key: UUID) -> None:
        self.key = key
        self.tries = 0
        self.told: tuple[Told, ...] = ()

    def hear(self, told: Told) -> None:
        """Keep an answer, unless the same was heard before."""
        if told not in self.told:
            self.told = (*self.told, told)


History = dict[UUID, Sent]
"""By key; a key stands here from the moment before its first byte is sent."""


def read_told(answer: Mapping[str, object]) -> Told:
    """Return what one JSON answer of the door says. Raises `KeyError`, `ValueError`."""
    window = answer.get("window_starts_at")
    return Told(
        sys.intern(str(answer["outcome"])),
        str(answer["ref"]),
        sys.intern(str(answer.get("office") or "")),
        sys.intern(str(answer.get("day") or "")),
        _instant(str(window)) if window else None,
    )


@lru_cache(maxsize=100_000)
def _instant(text: str) -> datetime:
    """Read an instant; a million answers name few windows, and share them in memory."""
    return datetime.fromisoformat(text)


def keep(history: History, path: Path) -> None:
    """Write the whole history down, one line of JSON for each key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for sent in history.values():
            told = [each._asdict() for each in sent.told]
            line = {"key": str(sent.key), "tries": sent.tries, "told": told}
            file.write(json.dumps(line, default=str) + "\n")
