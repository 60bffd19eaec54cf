"""Takes over the reference data in `data/` and prints what came of each file."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table

from antrean.actions.load_reference import NAMES, Outcome, load_reference
from antrean.ops.bars import bars
from antrean.records import clock


class Command(BaseCommand):
    """Load reference data. Running it again changes nothing unless a file has changed."""

    help = "Take over offices, requirements, quotas, assumptions and holidays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--dry-run", action="store_true", help="do all of it, then undo it")
        parser.add_argument("--file", action="append", choices=NAMES, help="only this one")
        parser.add_argument("--directory", type=Path, default=settings.ROOT / "data")

    def handle(
        self, *, dry_run: bool, file: list[str] | None, directory: Path, **_: object
    ) -> None:
        """Load, print the table and every error, and end with 1 where there was one."""
        with bars() as told:
            outcomes = load_reference(
                directory=directory,
                now=clock.now(),
                names=file or NAMES,
                dry_run=dry_run,
                progress=told,
            )
        self._print(outcomes, dry_run=dry_run)
        if any(outcome.errors for outcome in outcomes):
            sys.exit(1)

    def _print(self, outcomes: list[Outcome], *, dry_run: bool) -> None:
        console = Console(soft_wrap=True, force_terminal=self.stdout.isatty())
        with console.capture() as printed:
            console.print(_table(outcomes, dry_run=dry_run))
            for line in _lines(outcomes):
                console.print(line, markup=False, highlight=False)
        self.stdout.write(printed.get(), ending="")


def _lines(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the remarks of every file, then the errors, since those should stand last."""
    for outcome in outcomes:
        for remark in outcome.taken.remarks if outcome.taken else ():
            yield f"note: {outcome.name}: {remark}"
    for outcome in outcomes:
        for error in outcome.errors:
            yield f"error: {error}"


def _table(outcomes: list[Outcome], *, dry_run: bool) -> Table:
    table = Table(title="Dry run: nothing was stored" if dry_run else "Reference data")
    table.add_column("what")
    for heading in ("rows", "new", "changed", "same", "errors"):
        table.add_column(heading, justify="right")
    for outcome in outcomes:
        table.add_row(outcome.name, *_figures(outcome), style="red" if outcome.errors else None)
    return table


def _figures(outcome: Outcome) -> list[str]:
    if outcome.errors:
        return ["", "", "", "", str(len(outcome.errors))]
    if outcome.taken is None:
        return ["not tried", "", "", "", ""]
    tally = outcome.taken.tally
    numbers = (outcome.taken.rows, tally.created, tally.updated, tally.unchanged, 0)
    return [str(number) for number in numbers]
