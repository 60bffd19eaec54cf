"""Debian's wrk: posts a pass of its own each time, or opens one page again and again."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from antrean.ops import debian
from antrean.ops.bench.crowd import LOGIN
from antrean.ops.bench.rounds import BenchFailed

SCRIPT = Path(__file__).with_name("load.lua")
COUNT = Path(__file__).with_name("count.lua")
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


@dataclass(frozen=True, slots=True)
class Opened:
    """What wrk counted of one page. `refused` were answered with 400 or more, `broken` not at all.

    `bytes` are those of all answers on the wire, heads included.
    """

    answers: int
    refused: int
    broken: int
    seconds: float
    p99_ms: float
    bytes: int


def must_be_here() -> None:
    """Install wrk where we may. Raises `BenchFailed` with its name where it is missing."""
    if shutil.which("wrk") or debian.install("wrk", purpose="the load of the benches"):
        return
    raise BenchFailed("wrk is missing, which makes the load: install Debian's package wrk.")


def post(address: str, passes: Path, *, seconds: int, connections: int) -> Load:
    """Post the passes of a file, one a request, for so long or until none is left."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={LOGIN}"
    threads = min(THREADS, connections)
    words = ("--threads", str(threads), "--connections", str(connections), "--script", str(SCRIPT))
    return Load(
        **_counted([*words, address, "--", str(passes), cookie, str(threads)], seconds=seconds)
    )


def get(address: str, head: Mapping[str, str], *, seconds: int, connections: int) -> Opened:
    """Open one page again and again for so long, with these headers, from one thread."""
    words = ["--threads", "1", "--connections", str(connections), "--script", str(COUNT)]
    for name, value in head.items():
        words += ["--header", f"{name}: {value}"]
    return Opened(**_counted([*words, address], seconds=seconds))


def _counted(words: Sequence[str], *, seconds: int) -> dict[str, Any]:
    """Run wrk for so long and return what its script says on the last line."""
    command = ["wrk", "--duration", f"{seconds}s", "--timeout", "10s", *words]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=seconds + PATIENCE_SECONDS
    )
    said = done.stdout.rstrip().rpartition("\n")[2]
    if done.returncode or not said.startswith("{"):
        raise BenchFailed(f"wrk: {done.stdout} {done.stderr}")
    counted: dict[str, Any] = json.loads(said)
    return counted
