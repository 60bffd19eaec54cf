"""Which tests of a run by two workers stay together: one worker never waits for the other's load.

Each worker has a database of its own, but the machine is shared: browsers, crowds and faults that
were run at the same time would be slow together, so one worker does them all, one by one. The
other does everything else, a file at a time; who is done first takes the next file.
"""

from xdist.scheduler import LoadScopeScheduling

HEAVY = "what needs the machine"
HEAVY_ROOMS = (
    "tests/faults/",
    "tests/journeys/",
    "tests/live/",
    "tests/ops/bench/",
    "tests/ops/storm/",
    "tests/storm/",
    "tests/ui/test_gallery.py",
)


class Sharing(LoadScopeScheduling):
    """Hands out whole files, the most tests first, and all that is heavy as one piece."""

    def _split_scope(self, nodeid: str) -> str:
        return piece(nodeid)


def piece(nodeid: str) -> str:
    """Return the name of what a test is handed out with."""
    return HEAVY if nodeid.startswith(HEAVY_ROOMS) else nodeid.partition("::")[0]
