"""Measures how soon a call stands on the hall screen, and how soon a cut screen is right again."""

import json
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from antrean.ops import chromium, screen_trial
from antrean.ops.processes import stopping_kindly
from antrean.ops.screen_trial import CALLS_IN_THE_CUT, Trial
from antrean.ops.tour import stage

DATABASE = "antrean_screen_trial"
P95_MS_MAX = 1000
RIGHT_AGAIN_SECONDS_MAX = 5


class Command(BaseCommand):
    """`bin/antrean manage measure_call_to_screen`: real processes, a real browser, a real line."""

    help = "Measure key to screen; exit 1 above one second (P95), or five seconds after a cut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--calls", type=int, default=60)
        parser.add_argument("--cut-seconds", type=float, default=30)
        parser.add_argument("--database", default=DATABASE, help="made anew, dropped next time")

    def handle(self, *, calls: int, cut_seconds: float, database: str, **_: object) -> None:
        """Furnish a database of its own, measure, print a table and one line of JSON."""
        if chromium.find() is None:
            raise CommandError("No Chromium found: the screen is a real browser.")
        try:
            with stopping_kindly(), tempfile.TemporaryDirectory(prefix="antrean-") as folder:
                stage.fresh_database(database)
                screen_trial.furnish(people=calls + CALLS_IN_THE_CUT)
                trial = screen_trial.measure(Path(folder), calls=calls, cut_seconds=cut_seconds)
        except stage.NotOurDatabase as problem:
            raise CommandError(str(problem)) from problem
        finally:
            stage.leave_the_database()
        facts = {
            "calls": calls,
            "p50_ms": round(trial.percentile(50)),
            "p95_ms": round(trial.percentile(95)),
            "max_ms": round(max(trial.milliseconds)),
            "cut_s": cut_seconds,
            "right_again_s": round(trial.right_again_seconds, 2),
        }
        show(facts)
        self.stdout.write(json.dumps(facts))
        if not good(trial):
            sys.exit(1)


def good(trial: Trial) -> bool:
    """Say whether both goals of the hall screen are met."""
    soon = trial.percentile(95) <= P95_MS_MAX
    return soon and trial.right_again_seconds <= RIGHT_AGAIN_SECONDS_MAX


def show(facts: dict[str, float]) -> None:
    """Print what was measured beside what is wanted."""
    table = Table(title="From a key at the counter to the hall screen", title_justify="left")
    table.add_column("What")
    table.add_column("Measured", justify="right")
    table.add_column("Wanted", justify="right")
    table.add_row("half of the calls", f"{facts['p50_ms']} ms", "")
    table.add_row("95 of a hundred", f"{facts['p95_ms']} ms", f"{P95_MS_MAX} ms")
    table.add_row("the slowest", f"{facts['max_ms']} ms", "")
    again = f"right again after a cut of {facts['cut_s']:g} s"
    table.add_row(again, f"{facts['right_again_s']} s", f"{RIGHT_AGAIN_SECONDS_MAX} s")
    Console().print(table)
