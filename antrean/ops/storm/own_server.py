"""Kills the database's server without warning and starts it again: only one made for storms."""

import os
import signal
import time
from urllib.parse import unquote

from antrean.ops import postgres
from antrean.ops.lodging import lodge

NAME = "storm"
"""The embedded cluster of `bin/antrean storm`, which serves nobody else."""

START_TRIES = 20


def is_used() -> bool:
    """Tell whether DATABASE_URL leads to the storm's own server."""
    return str(lodge(NAME).socket) in unquote(os.environ.get("DATABASE_URL", ""))


def kill_and_start() -> None:
    """End the server's first process with no time for a last word; wait until it serves again.

    Raises `DatabaseTrouble` when it does not come back.
    """
    pid = postgres.Server(NAME, lodge(NAME)).pid
    if pid is not None:
        os.kill(pid, signal.SIGKILL)
    for tries_left in reversed(range(START_TRIES)):
        try:
            postgres.start(NAME)
        except postgres.DatabaseTrouble:
            if not tries_left:
                raise
            time.sleep(0.5)  # the dead server's last processes still hold its memory
        else:
            return
