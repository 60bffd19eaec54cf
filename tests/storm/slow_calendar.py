"""A live process whose calendar is a moment old when it is used, as under a real storm.

Served by the storm tests in place of the plain one. `UNGUARDED=1` also takes the condition off
the statement that takes seats: that is the twin, which must oversell.
"""

import os
import sys
import time

from antrean.live.app import app  # first: it sets Django up

from antrean.actions import seating  # isort: skip
from antrean.live import desk, desk_process  # isort: skip
from antrean.records import open_cells, seats  # isort: skip

STALE_SECONDS = 0.05

_read = open_cells.read


def _read_and_wait(*args, **words):
    found = _read(*args, **words)
    time.sleep(STALE_SECONDS)
    return found


desk.PROGRAM = (sys.executable, "-m", "tests.storm.slow_calendar")
if __name__ == "__main__":
    open_cells.read = _read_and_wait
    if os.environ.get("UNGUARDED") == "1":
        guard = "AND cell.taken + locked.granted <= cell.seats"
        seats.TAKE = seats.TAKE.replace(guard, "").replace(
            "LEAST(wanted.number, cell.seats - cell.taken)", "wanted.number"
        )
        seating.arrival_minutes = lambda _nth, **_: 0
    desk_process.main()

__all__ = ["app"]
