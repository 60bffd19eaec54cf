"""Pages a second on the applicant's path: the site alone, each page loaded by itself."""

import argparse
from collections.abc import Mapping, Sequence
from statistics import fmean, harmonic_mean

from antrean.ops.bars import bars
from antrean.ops.bench import crowd, ground, wrk
from antrean.ops.bench.path import Stop, walked
from antrean.ops.bench.rounds import (
    BenchFailed,
    Works,
    database_pids,
    medians,
    rounded,
    show,
)
from antrean.ops.bench.wrk import Opened
from antrean.ops.processes import processors, site

DATABASE = "antrean_bench_pages"
GOAL = 600
SEATS_A_DAY = 100
COSTS = ("cpu_us_server", "cpu_us_database")
Facts = dict[str, float | int | str | None]
Figures = dict[str, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare rounds, seconds of each page, and connections."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2, help="of each page in each round")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--only", help="pages whose address holds this; else the whole path")


def run(
    *, rounds: int, seconds: int, connections: int, only: str | None = None, **_: object
) -> Facts:
    """Load every page of the path in turns; return the medians. Raises `BenchFailed`."""
    wrk.must_be_here()
    with ground.database(DATABASE):
        crowd.open_cells(seats_a_day=SEATS_A_DAY)
        port = ground.free_port()
        with (
            ground.answering("site", site(port=port), port=port) as server,
            walked(f"http://127.0.0.1:{port}") as stops,
        ):
            path = [stop for stop in stops if not only or only in stop.name]
            measured = _measure(path, [server.pid], (rounds, seconds, connections))
    found = {name: medians(each) for name, each in measured.items()}
    whole = told(found)
    _show(found, whole)
    return whole | {"rounds": rounds, "seconds": seconds, "connections": connections}


def _measure(
    path: Sequence[Stop], server: Sequence[int], extent: tuple[int, int, int]
) -> dict[str, list[Figures]]:
    """Return the figures of each page in each round; a round is the whole path."""
    rounds, seconds, connections = extent
    measured: dict[str, list[Figures]] = {stop.name: [] for stop in path}
    database = database_pids()
    with bars() as bar:
        finished = bar("pages")
        for nth in range(rounds):
            for at, stop in enumerate(path, start=1):
                works = Works(server), Works(database)
                opened = wrk.get(stop.address, stop.head, seconds=seconds, connections=connections)
                cpu = tuple(work.seconds() for work in works)
                measured[stop.name].append(figures(stop.name, opened, cpu=cpu))
                finished(nth * len(path) + at, rounds * len(path))
    return measured


def figures(name: str, opened: Opened, *, cpu: Sequence[float | None]) -> Figures:
    """Return what one page cost; `cpu` are the seconds of server and database, None unseen.

    Raises `BenchFailed` where something else than the page was answered.
    """
    if opened.refused or opened.broken or not opened.answers:
        raise BenchFailed(f"{name} was not always answered: {opened}.")
    costs = {
        each: seconds / opened.answers * 1e6
        for each, seconds in zip(COSTS, cpu, strict=True)
        if seconds is not None
    }
    return {
        "pages_per_s": opened.answers / opened.seconds,
        "p99_ms": opened.p99_ms,
        "bytes": opened.bytes / opened.answers,
        **costs,
    }


def told(found: Mapping[str, Figures]) -> Facts:
    """Return the figures of the path: its rate, its slowest page, and what a page of it costs.

    The rate is that at which whole paths come, times their pages: the harmonic mean.
    """
    rates = {name: each["pages_per_s"] for name, each in found.items()}
    slowest = min(rates, key=lambda name: rates[name])
    seen = [cost for cost in COSTS if cost in found[slowest]]
    return {
        "pages_per_s": rounded(harmonic_mean(rates.values())),
        "slowest_pages_per_s": rates[slowest],
        "slowest": slowest,
        **{cost: rounded(fmean(each[cost] for each in found.values())) for cost in seen},
        "bytes_of_path": rounded(sum(each["bytes"] for each in found.values())),
        "pages": len(found),
    }


def _show(found: Mapping[str, Figures], whole: Facts) -> None:
    def row(name: str, each: Mapping[str, object]) -> dict[str, object]:
        return {
            "page": name,
            "a second": each["pages_per_s"],
            "p99 ms": each.get("p99_ms", ""),
            "server us": each["cpu_us_server"],
            "db us": each.get("cpu_us_database"),
            "bytes": each["bytes"],
        }

    path = row(f"the whole path, wanted {GOAL:,}", whole | {"bytes": whole["bytes_of_path"]})
    show(
        f"The applicant's path, {processors()} processors for everything",
        [*(row(name, each) for name, each in found.items()), path],
    )
