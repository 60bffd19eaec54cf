"""How state changes are written down so that outsiders can check the chain."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

START = bytes(32)
"""What the first link of every chain points to."""

NATIONAL = "national"
"""The chain of deeds that belong to no office."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One state change. `subject` and `actor` are opaque references, never names or numbers."""

    scope: str  # an office's code, or NATIONAL
    name: str
    subject: str
    actor: str
    detail: Mapping[str, object] = field(default_factory=dict)


def digest(
    *, previous: bytes, scope: str, sequence: int, at: datetime, deeds: Sequence[Deed]
) -> bytes:
    """Return SHA-256 over the link before, the place in the chain, and every deed in order.

    The body is JSON with sorted keys and no spaces, in UTF-8, so that any language can repeat it.
    """
    body = {
        "scope": scope,
        "sequence": sequence,
        "at": at.astimezone(UTC).isoformat(),
        "deeds": [[deed.name, deed.subject, deed.actor, deed.detail] for deed in deeds],
    }
    return hashlib.sha256(previous + in_order(body).encode()).digest()


def in_order(body: Mapping[str, object]) -> str:
    """Return JSON in the one form that is digested: sorted keys, no spaces, nothing escaped."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
