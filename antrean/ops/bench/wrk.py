"""The load on the live door: Debian's wrk, which posts a pass of its own each time."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from antrean.ops import debian
from antrean.ops.bench.crowd import LOGIN
from antrean.ops.bench.rounds import BenchFailed

SCRIPT = Path(__file__).with_name("load.lua")
THREADS = 2
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk counted. `refused` were answered with 400 or more, `broken` not at all."""

    answers: int
    refused: int
    broken: int
    seconds: float
    p50_ms: float
    p99_ms: float
    ran_out: int  # threads that had no pass left

    @property
    def given(self) -> int:
        """How many were answered with what the door says of a place that is given."""
        return self.answers - self.refused


def must_be_here() -> None:
    """Install wrk where we may. Raises `BenchFailed` with its name where it is missing."""
    if shutil.which("wrk") or debian.install("wrk", purpose="the load on the live door"):
        return
    raise BenchFailed("wrk is missing, which makes the load: install Debian's package wrk.")


def post(address: str, passes: Path, *, seconds: int, connections: int) -> Load:
    """Post the passes of a file, one a request, for so long or until none is left."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={LOGIN}"
    threads = min(THREADS, connections)
    command = [
        *("wrk", "--threads", str(threads), "--connections", str(connections)),
        *("--duration", f"{seconds}s", "--timeout", "10s", "--script", str(SCRIPT), address),
        *("--", str(passes), cookie, str(threads)),
    ]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=seconds + PATIENCE_SECONDS
    )
    said = done.stdout.rstrip().rpartition("\n")[2]
    if done.returncode or not said.startswith("{"):
        raise BenchFailed(f"wrk: {done.stdout} {done.stderr}")
    return Load(**json.loads(said))
