"""The one clock as the live process last heard it, carried on without asking again."""

from datetime import datetime
from time import monotonic


class HeardClock:
    """Tells the time between two batches; where it was never heard, it tells nothing."""

    def __init__(self) -> None:
        self._heard: tuple[int, float] | None = None

    def hear(self, now: datetime) -> None:
        """Note the instant that the one clock shows right now."""
        self._heard = (int(now.timestamp() * 1000), monotonic())

    def milliseconds(self) -> int | None:
        """Return the milliseconds since 1970, None before anything was heard."""
        if self._heard is None:
            return None
        told, at = self._heard
        return told + int((monotonic() - at) * 1000)
