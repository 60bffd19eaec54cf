"""The one clock as a live process last heard it, carried on without asking again."""

from datetime import datetime
from time import monotonic

Heard = tuple[int, float]
"""Milliseconds since 1970 as the one clock said, and the machine's own seconds at that instant.

The machine counts the same seconds for all its processes, so one can hear for another.
"""


class HeardClock:
    """Tells the time between two batches; where it was never heard, it tells nothing."""

    def __init__(self) -> None:
        self.heard: Heard | None = None

    def hear(self, now: datetime) -> None:
        """Note the instant that the one clock shows right now."""
        self.heard = (int(now.timestamp() * 1000), monotonic())

    def milliseconds(self) -> int | None:
        """Return the milliseconds since 1970, None before anything was heard."""
        if self.heard is None:
            return None
        told, at = self.heard
        return told + int((monotonic() - at) * 1000)
