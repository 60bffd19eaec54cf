"""A live process with another patience, that says which process it is."""

import os
from pathlib import Path

from antrean.live.app import app  # first: it sets Django up

from antrean.live import bodies, door, settle  # isort: skip

bodies.BODY_SECONDS = float(os.environ.get("BODY_SECONDS", bodies.BODY_SECONDS))
door.STALLED_SECONDS = float(os.environ.get("STALLED_SECONDS", door.STALLED_SECONDS))
door.ANSWER_SECONDS = float(os.environ.get("ANSWER_SECONDS", door.ANSWER_SECONDS))
settle.WATCHED["connect_timeout"] = "2"  # the least that libpq takes
if "PID_FILE" in os.environ:
    Path(os.environ["PID_FILE"]).write_text(str(os.getpid()), encoding="utf-8")

__all__ = ["app"]
