"""Places given a second with years behind them: none, a million, ten million past appointments."""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from antrean.actions.take_in import Submission
from antrean.ops.bars import bars
from antrean.ops.bench import crowd, ground, live, past, wrk
from antrean.ops.bench.rounds import BenchFailed, database_pids, medians, show
from antrean.ops.tour import stage

DATABASE = "antrean_bench_growth_{}"
PEOPLE_A_SECOND = 16_000
SEATS_A_DAY = 2_000
BYTES_A_PLACE = 1_500
A_GIGABYTE = 10**9
MILLION = 10**6
Facts = dict[str, float | int | str | None]


@dataclass(slots=True)
class Town:
    """A database with its own past, the drafts that wait in it, and what each round came to."""

    name: str
    places: int
    drafts: Sequence[Submission] = ()
    gigabytes: float = 0.0
    rounds: list[dict[str, float]] = field(default_factory=list)

    @property
    def database(self) -> str:
        """The name of the database."""
        return DATABASE.format(self.name)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the numbers of past appointments, rounds, seconds and connections."""
    parser.add_argument("--past", default="0,1000000,10000000", help="past places, by commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10, help="of each timed part")
    parser.add_argument("--connections", type=int, default=128)
    parser.add_argument("--people", type=int, help="drafts for a part; else enough of them")


def run(
    *,
    past: str,
    rounds: int,
    seconds: int,
    connections: int,
    people: int | None = None,
    **_: object,
) -> Facts:
    """Measure the live door over HTTP with each past, in turns, and return the medians.

    Everybody wishes for offices all over the country. Raises `BenchFailed`.
    """
    wrk.must_be_here()
    numbers = sorted({int(number) for number in past.split(",")})
    towns = [Town(named(number), number) for number in numbers]
    must_have_room(sum(numbers))
    many = live.WARM_UP + (people or seconds * PEOPLE_A_SECOND)
    with ExitStack() as databases:
        for town in towns:
            databases.enter_context(ground.database(town.database))
            build(town, people=rounds * many)
        with bars() as bar, tempfile.TemporaryDirectory(prefix="antrean-") as folder:
            finished = bar("rounds")
            for nth in range(rounds):
                for town in towns:  # no two rounds take the same people
                    drafts = town.drafts[nth * many : (nth + 1) * many]
                    _measure(town, drafts, Path(folder), seconds=seconds, connections=connections)
                finished(nth + 1, rounds)
    return told(towns) | {"rounds": rounds, "seconds": seconds, "connections": connections}


def named(number: int) -> str:
    """Return 10m for ten million; what are no whole millions stays as it is."""
    whole, rest = divmod(number, MILLION)
    return f"{whole}m" if whole and not rest else str(number)


def build(town: Town, *, people: int) -> None:
    """Fill the town's database: its past, an open calendar, and people who apply."""
    past.fill(town.places)
    crowd.open_cells(seats_a_day=SEATS_A_DAY)
    drafts = crowd.make(people)
    town.drafts = sorted(drafts, key=lambda each: each.application_id)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("SELECT pg_database_size(current_database())")
        town.gigabytes = cursor.fetchone()[0] / A_GIGABYTE


def _measure(
    town: Town, drafts: Sequence[Submission], folder: Path, *, seconds: int, connections: int
) -> None:
    stage.go_to(town.database)
    part = live.submit(drafts, folder, seconds=seconds, connections=connections)
    town.rounds.append(part.figures())


def must_have_room(places: int) -> None:
    """Raise `BenchFailed` where the database's disk is too small; unseen disks are not judged."""
    for pid in database_pids():
        try:
            free = shutil.disk_usage(f"/proc/{pid}/cwd").free  # the server works in its data
        except OSError:
            return
        if free < (wanted := 2 * places * BYTES_A_PLACE):
            raise BenchFailed(f"{wanted / A_GIGABYTE:.0f} GB must be free for that many places.")


def told(towns: Sequence[Town]) -> Facts:
    """Show the medians of every town beside the first one, and return them."""
    found = [medians(town.rounds) for town in towns]
    first = towns[0].rounds
    facts: Facts = {}
    rows = []
    for town, median in zip(towns, found, strict=True):
        ratios = [
            {"ratio": own["submissions_per_s"] / other["submissions_per_s"]}
            for own, other in zip(town.rounds, first, strict=True)
        ]
        ratio = medians(ratios)["ratio"]
        facts[f"rate_at_{town.name}"] = median["submissions_per_s"]
        if town is not towns[0]:
            facts[f"ratio_at_{town.name}"] = ratio
        rows.append(
            {
                "past appointments": f"{town.places:,}",
                "a second": median["submissions_per_s"],
                "of the first": ratio,
                "p99 ms": median["p99_ms"],
                "db us": median.get("cpu_us_database"),
                "GB": round(town.gigabytes, 2),
            }
        )
    show("The live door over HTTP, all offices, with a past", rows)
    return facts | {"gb": round(towns[-1].gigabytes, 2)}
