"""Plays the tour: forty made-up people go the whole way, then every promise is checked."""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from antrean.ops.processes import stopping_kindly
from antrean.ops.tour import after, before, day, stage
from antrean.ops.tour.failure import StepFailed
from antrean.ops.tour.scene import scene
from antrean.ops.tour.teller import Teller

CHAPTERS = (
    before.signing_up,
    before.applying,
    before.reading,
    before.changing,
    after.three_days_before,
    after.second_chances,
    after.one_day_before,
    day.arrivals,
    day.calls,
    day.second_tries,
    day.closing,
)
DATABASE = "antrean_tour"
INTERRUPTED = 130


class Command(BaseCommand):
    """Play in a database of the tour's own; exit 0 when all went well, 1 with the reason."""

    help = "Watch forty made-up applicants go the whole way over HTTP; needs no other data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--database", default=DATABASE, help="made anew, dropped next time")

    def handle(self, *, database: str, **_: object) -> None:
        """Prepare, play every chapter, check the promises."""
        teller = Teller(Console(highlight=False))
        try:
            with stopping_kindly(), tempfile.TemporaryDirectory(prefix="antrean-") as folder:
                stage.fresh_database(database)
                self._play(Path(folder), teller)
        except stage.NotOurDatabase as problem:
            raise CommandError(str(problem)) from problem
        except StepFailed as failed:
            teller.console.print(f"\n[bold red]The tour stopped.[/bold red]\n{failed.told()}")
            sys.exit(1)
        except KeyboardInterrupt:
            teller.console.print("\nStopped; nothing is left behind.")
            sys.exit(INTERRUPTED)
        finally:
            stage.leave_the_database()

    def _play(self, folder: Path, teller: Teller) -> None:
        stage.furnish(folder, starts_at=before.EARLY, told=teller.prepare)
        with (
            stage.running(folder, told=teller.prepare) as found,
            scene(found, teller=teller) as played,
        ):
            teller.begin()
            for chapter in CHAPTERS:
                chapter(played)
            seconds, letters = teller.seconds(), played.letterbox.arrived
        teller.console.print()
        call_command("promises")
        teller.console.print(f"{len(played.people)} people, {letters} letters, one clock.")
        teller.console.print(f"[bold]The tour took {seconds:.0f} s.[/bold]")
