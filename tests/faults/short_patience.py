"""A live process with another patience, that says which process it is."""

import os
import sys
from pathlib import Path

from antrean.live.app import app  # first: it sets Django up

from antrean.live import bodies, desk, desk_process, door, settle  # isort: skip

bodies.BODY_SECONDS = float(os.environ.get("BODY_SECONDS", bodies.BODY_SECONDS))
door.STALLED_SECONDS = float(os.environ.get("STALLED_SECONDS", door.STALLED_SECONDS))
door.ANSWER_SECONDS = float(os.environ.get("ANSWER_SECONDS", door.ANSWER_SECONDS))
desk.PROGRAM = (sys.executable, "-m", "tests.faults.short_patience")
if __name__ == "__main__":
    settle.WATCHED["connect_timeout"] = "2"  # the least that libpq takes
    desk_process.main()
elif "PID_FILE" in os.environ:
    Path(os.environ["PID_FILE"]).write_text(str(os.getpid()), encoding="utf-8")

__all__ = ["app"]
