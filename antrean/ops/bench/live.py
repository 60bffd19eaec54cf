"""One timed part of the live door: a process of its own, a load, and what is stored afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.db import connection

from antrean.actions.take_in import Submission
from antrean.ops.bench import crowd, ground, wrk
from antrean.ops.bench.rounds import BenchFailed, Works, database_pids
from antrean.ops.bench.wrk import Load
from antrean.ops.processes import granian

ADDRESS = "http://127.0.0.1:{port}/live/pengajuan"
WARM_UP = 2_000
"""So many are posted before the clock runs: connections are open and the calendar is read."""

SETTLED = """
SELECT count(*) FILTER (WHERE state IN ('live', 'in_draw')),
    count(*) FILTER (WHERE state NOT IN ('live', 'in_draw'))
FROM records_application WHERE submitted_version IS NOT NULL AND state <> 'ended'
"""


@dataclass(frozen=True, slots=True)
class Part:
    """What came of it: the load, places stored meanwhile, processor seconds of both sides."""

    load: Load
    stored: int
    server_seconds: float
    database_seconds: float | None  # None where the database is out of sight

    def figures(self) -> dict[str, float]:
        """Return what is compared: a second, milliseconds, microseconds for each submission."""
        given = self.load.given
        found = {
            "submissions_per_s": given / self.load.seconds,
            "p50_ms": self.load.p50_ms,
            "p99_ms": self.load.p99_ms,
            "cpu_us_server": self.server_seconds / given * 1e6,
        }
        if self.database_seconds is not None:
            found["cpu_us_database"] = self.database_seconds / given * 1e6
        return found


def submit(drafts: Sequence[Submission], folder: Path, *, seconds: int, connections: int) -> Part:
    """Start the live door as the launcher does, post drafts for so long, and count what is stored.

    They are posted in no order: people who press at the same moment began at different times.
    Raises `BenchFailed` where drafts ran out, somebody got no place, or an answer promised more
    than is stored.
    """
    first, rest = folder / "first.passes", folder / "rest.passes"
    mixed = Random(2017).sample(drafts, len(drafts))  # noqa: S311 - nothing here is secret
    crowd.passes(first, mixed[:WARM_UP])
    crowd.passes(rest, mixed[WARM_UP:])
    port = ground.free_port()
    command = granian("antrean.live.app:app", interface="asgi", port=port)
    address = ADDRESS.format(port=port)
    with ground.answering("live door", command, port=port) as door:
        wrk.post(address, first, seconds=1, connections=connections)
        ground.checkpoint()
        before = settled()[0]
        works = Works([door.pid]), Works(database_pids())
        load = wrk.post(address, rest, seconds=seconds, connections=connections)
        server, database = (each.seconds() for each in works)
    stored, unseated = settled()
    must_be_whole(load, stored=stored - before, unseated=unseated)
    return Part(load, stored - before, server or 0.0, database)


def must_be_whole(load: Load, *, stored: int, unseated: int) -> None:
    """Raise `BenchFailed` where the load is not what it seems, or where a promise was not kept."""
    if load.ran_out:
        raise BenchFailed("Nobody was left to apply: ask for more --people.")
    if unseated or load.refused or load.broken:
        raise BenchFailed(f"Not everybody got a place: {unseated} in the end, {load}.")
    if load.given > stored:
        raise BenchFailed(f"{load.given} were told of a place, {stored} are stored.")


def settled() -> tuple[int, int]:
    """Return how many submitted applications got a place or receipt, and how many got none."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLED)
        live, unseated = cursor.fetchone()
    return live, unseated
