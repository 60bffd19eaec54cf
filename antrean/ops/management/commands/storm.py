"""Lets live processes be killed under a storm of submissions, and says what became of each."""

import json
import sys
from argparse import ArgumentParser
from random import Random
from typing import TypedDict, Unpack

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from antrean.ops.processes import stopping_kindly
from antrean.ops.storm import own_server, trial
from antrean.ops.storm.checker import BREACHES, Verdict
from antrean.ops.storm.cluster import NotUp
from antrean.ops.storm.history import keep
from antrean.ops.storm.trial import Facts
from antrean.ops.storm.weather import Plan, every
from antrean.ops.tour import stage

DATABASE = "antrean_storm"
ONE_LINE = (
    *("seed", "attempted", "acked", "stored", "lost", "dup", "oversold", "kills"),
    *("first_success_after_kill_ms_p95", "submissions_per_s"),
)
INTERRUPTED = 130


class Hardness(TypedDict):
    """What was said of how hard the storm blows."""

    kill_every: float  # seconds
    kill_database_every: float | None  # seconds
    connections: int
    twice: float
    minutes_max: float


class Command(BaseCommand):
    """`bin/antrean storm`: nothing acknowledged is lost, nothing happens twice."""

    help = "Kill live processes under many submissions; exit 1 when anything is lost or twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--submissions", type=int, default=1_000_000)
        parser.add_argument("--processes", type=int, default=4)
        parser.add_argument("--kill-every", type=float, default=3, metavar="SECONDS")
        parser.add_argument(
            "--kill-database-every",
            type=float,
            metavar="SECONDS",
            help="only the storm's own server, so without DATABASE_URL",
        )
        parser.add_argument("--connections", type=int, default=256)
        parser.add_argument("--seats-per-submission", type=float, default=0.9)
        parser.add_argument("--twice", type=float, default=0.005, help="share that presses twice")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--minutes-max", type=float, default=60)
        parser.add_argument("--database", default=DATABASE, help="made anew, dropped next time")

    def handle(
        self,
        *,
        submissions: int,
        processes: int,
        seats_per_submission: float,
        seed: int,
        database: str,
        **options: Unpack[Hardness],
    ) -> None:
        """Make the crowd, let the storm blow, print what came of it."""
        chance = Random(seed)  # noqa: S311 - the same kills again for the same seed
        plan = _plan(submissions, chance=chance, **options)
        try:
            with stopping_kindly():
                stage.fresh_database(database)
                call_command("migrate", verbosity=0)
                drafts = trial.gather(submissions, seats_each=seats_per_submission, seed=seed)
                storm, verdict = trial.run(drafts, plan, processes=processes, chance=chance)
        except (stage.NotOurDatabase, NotUp) as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        finally:
            stage.leave_the_database()
        found = trial.facts(storm, verdict, seed=seed)
        show(found, verdict)
        if not verdict.good:
            kept = settings.VAR / "storm" / f"history-{seed}.jsonl"
            keep(storm.history, kept)
            Console(stderr=True).print(f"The whole history of the clients is kept in {kept}")
        self.stdout.write(" ".join(f"{name}={found[name]}" for name in ONE_LINE))
        self.stdout.write(json.dumps(found))
        if not verdict.good:
            sys.exit(1)


def _plan(people: int, *, chance: Random, **options: Unpack[Hardness]) -> Plan:
    """Return how hard it blows. Raises `CommandError` where the database is not ours to kill."""
    kill_database_every = options["kill_database_every"]
    if kill_database_every and not own_server.is_used():
        raise CommandError("Only the storm's own server may be killed: unset DATABASE_URL.")
    return Plan(
        people=people,
        connections=options["connections"],
        twice=options["twice"],
        seconds_max=options["minutes_max"] * 60,
        kill_at=every(options["kill_every"], chance=chance),
        kill_database_at=(
            every(kill_database_every, chance=chance) if kill_database_every else None
        ),
        kill_database=own_server.kill_and_start,
    )


def show(found: Facts, verdict: Verdict) -> None:
    """Print every kind of breach beside what it means, and a few of each in words."""
    table = Table(title="What became of every submission", title_justify="left")
    for heading in ("", "found", "what is counted"):
        table.add_column(heading, justify="right" if heading == "found" else "left")
    for kind, sentence in BREACHES.items():
        table.add_row(kind, str(found[kind]), sentence)
    console = Console()
    console.print(table)
    for example in verdict.examples:
        console.print(f"[red]{example}[/red]", highlight=False, markup=True)
