"""How fast the database settles submissions, and how many may wait for it therefore."""

PATIENCE_SECONDS = 2.0
"""Nobody shall stand in line longer than about this; who would have to is told so at once."""

ROOM_MIN = 300
"""One batch may always wait: it costs one commit, however slow that is."""

ROOM_MAX = 4_000
"""What full halls leave of a process' connections: whoever is beyond can still be told so."""

KEPT = 0.8
"""What a measurement still weighs when the next one comes: the last five batches decide."""


class Pace:
    """A moving average, weighted by size, so that a lone submission says little of a rush."""

    def __init__(self) -> None:
        self._settled, self._seconds = 500.0, 1.0  # a slow disk's, until something was measured

    def note(self, settled: int, *, seconds: float) -> None:
        """Note one batch; where nothing was settled, nothing was measured."""
        if settled:
            self._settled = self._settled * KEPT + settled
            self._seconds = self._seconds * KEPT + seconds

    @property
    def room(self) -> int:
        """Return how many may wait so that the last of them is settled within the patience."""
        a_second = self._settled / max(self._seconds, 0.001)
        return max(ROOM_MIN, min(ROOM_MAX, int(a_second * PATIENCE_SECONDS)))
