"""Places given a second: the live door over HTTP beside PostgreSQL alone and the plain site."""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antrean.actions.take_in import Submission
from antrean.ops.bars import bars
from antrean.ops.bench import crowd, ground, live, pgbench, plain, wrk
from antrean.ops.bench.rounds import BenchFailed, medians, show
from antrean.records.models import Office
from antrean.records.promises import broken_promises

DATABASE = "antrean_bench_intake"
HOT_OFFICE = "kanim-jakarta-selatan"
SCENES = {"hot": "one office for everybody", "spread": "all offices, everybody their own wishes"}
GOAL = 10_000
PEOPLE_A_SECOND = 25_000
"""So many drafts are ready for every second of a part: more than any way can take."""

SEATS_SPREAD, SEATS_MOST, HOT_DAYS = 2_000, 32_000, 60
Facts = dict[str, float | int | str | None]


@dataclass(slots=True)
class Scene:
    """One office for all, or all of them; how long and hard each part is; and what came of it."""

    name: str
    seconds: int
    connections: int
    people: int
    offices: Sequence[Office] = ()
    drafts: Sequence[Submission] = ()
    cells: int = 0
    rounds: list[dict[str, float]] = field(default_factory=list)
    acknowledged: int = 0
    stored: int = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare rounds, seconds of each part, connections, people, and the scenes."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10, help="of each timed part")
    parser.add_argument("--connections", type=int, default=128)
    parser.add_argument("--people", type=int, help="drafts for a part; else enough of them")
    parser.add_argument("--only", choices=SCENES, help="one office, or all; else both")


def run(
    *,
    rounds: int,
    seconds: int,
    connections: int,
    people: int | None = None,
    only: str | None = None,
    **_: object,
) -> Facts:
    """Measure the scenes and return the medians. Raises `BenchFailed`."""
    wrk.must_be_here()
    facts: Facts = {"rounds": rounds, "seconds": seconds, "connections": connections}
    many = people or seconds * PEOPLE_A_SECOND
    scenes = [Scene(name, seconds, connections, many) for name in SCENES if only in {None, name}]
    broken = 0
    for scene in scenes:
        with ground.database(DATABASE):
            _prepare(scene)
            _measure(scene, rounds=rounds)
            broken += _broken()
            commits = ground.commits_are_safe()
        found = medians(scene.rounds)
        _show(scene, found, commits=commits)
        facts |= {f"{scene.name}_{what}": value for what, value in found.items()}
    received = facts.pop("hot_receipts_per_s", None)  # None: not run
    return facts | {
        "acknowledged": sum(scene.acknowledged for scene in scenes),
        "stored": sum(scene.stored for scene in scenes),
        "promises_broken": broken,
        "receipts_per_s": received,
    }


def _prepare(scene: Scene) -> None:
    """Fill the database for a scene: offices with seats for everybody, and people who apply."""
    spread = scene.name == "spread"
    offices = list(Office.objects.filter() if spread else Office.objects.filter(code=HOT_OFFICE))
    if spread:
        crowd.open_cells(offices, seats_a_day=SEATS_SPREAD)
    else:  # twice the seats: four in five, on two days in three, are for everybody
        seats = min(SEATS_MOST, 100 + scene.people * 4 // HOT_DAYS)
        crowd.open_cells(offices, seats_a_day=seats, days=HOT_DAYS)
    scene.offices = offices
    drafts = crowd.make(scene.people, offices=offices, spread=spread)
    scene.drafts = sorted(drafts, key=lambda each: each.application_id)
    scene.cells = pgbench.wanted(offices)
    ground.keep_drafts()


def _measure(scene: Scene, *, rounds: int) -> None:
    with bars() as bar, tempfile.TemporaryDirectory(prefix="antrean-") as folder:
        told = bar(f"{scene.name}: rounds")
        for nth in range(rounds):
            scene.rounds.append(_round(scene, Path(folder)))
            told(nth + 1, rounds)


def _round(scene: Scene, folder: Path) -> dict[str, float]:
    """Measure every way once from the same beginning, the live door last: its rows are checked."""
    booked = max(_booked(scene, folder, clients=clients) for clients in pgbench.CLIENTS)
    ground.start_over()
    plainly = plain.submit(scene.drafts, seconds=scene.seconds)
    received = _received(scene, folder) if scene.name == "hot" else {}
    ground.start_over()
    part = live.submit(scene.drafts, folder, seconds=scene.seconds, connections=scene.connections)
    scene.acknowledged += part.load.given
    scene.stored += part.stored
    figures = part.figures()
    return (
        figures
        | received
        | {
            "pgbench_per_s": booked / scene.seconds,
            "ratio": figures["submissions_per_s"] / booked * scene.seconds,
            "plain_site_per_s": plainly / scene.seconds,
        }
    )


def _received(scene: Scene, folder: Path) -> dict[str, float]:
    """Return how many receipts a second the same door signs and stores where the office draws."""
    ground.start_over()
    ground.let_draw(scene.offices)
    part = live.submit(scene.drafts, folder, seconds=scene.seconds, connections=scene.connections)
    return {"receipts_per_s": part.figures()["submissions_per_s"]}


def _booked(scene: Scene, folder: Path, *, clients: int) -> int:
    """Return how many places pgbench booked; every one of them must be there."""
    ground.start_over()
    booked = pgbench.book(
        scene.drafts, folder, cells=scene.cells, clients=clients, seconds=scene.seconds
    )
    stored = live.settled()[0]
    if stored != booked:
        raise BenchFailed(f"pgbench booked {booked} places, {stored} are stored.")
    return booked


def _broken() -> int:
    """Return how many promises are broken after the last live part, and name the first ones."""
    breaches = list(broken_promises())
    if breaches:
        show("Broken promises", [{"promise": name, "breach": said} for name, said in breaches[:5]])
    return len(breaches)


def _row(
    way: str, rate: float, ratio: float, wanted: str = "", **more: float | None
) -> dict[str, object]:
    shown = {name: more.get(name, "") for name in ("p50 ms", "p99 ms", "server us", "db us")}
    return {"way": way, "a second": rate, "wanted": wanted, "of the limit": ratio, **shown}


def _show(scene: Scene, found: dict[str, float], *, commits: str) -> None:
    def row(way: str, rate: float) -> dict[str, object]:
        return _row(way, rate, round(rate / found["pgbench_per_s"], 2))

    show(
        f"{SCENES[scene.name]}; {commits}",
        [
            row("the limit: pgbench, one prepared statement each", found["pgbench_per_s"]),
            _row(
                f"the live door over HTTP, {scene.connections} connections",
                found["submissions_per_s"],
                found["ratio"],  # of each round its own: the machine's speed changes
                f"{GOAL:,}",
                **{
                    "p50 ms": found["p50_ms"],
                    "p99 ms": found["p99_ms"],
                    "server us": found["cpu_us_server"],
                    "db us": found.get("cpu_us_database"),
                },
            ),
            *(
                [row("receipts for the draw, by the same door", found["receipts_per_s"])]
                if "receipts_per_s" in found
                else []
            ),
            row(
                f"plain: take_in one by one, {plain.THREADS} threads, no HTTP",
                found["plain_site_per_s"],
            ),
        ],
    )
