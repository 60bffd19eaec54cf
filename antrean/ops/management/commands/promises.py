"""Says of every promise whether it holds, with each breach in words; exits 1 when one does not."""

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table

from antrean.records import ledger, promises, receipt_checks

SHOWN_MAX = 5


class Command(BaseCommand):
    """`bin/antrean promises`: every promise a database can answer."""

    help = "Check every promise that the database can answer."

    def handle(self, *args: object, **options: object) -> None:
        """Run the checks and print one row for each."""
        console = Console()
        table = Table(title="Promises", title_justify="left", show_lines=False)
        for heading in ("", "promise", "holds"):
            table.add_column(heading)
        kept = 0
        for name, sentence, breaches in _checks():
            kept += not breaches
            table.add_row(name, sentence, _verdict(breaches))
        for name, reason in promises.NOT_RUN.items():
            table.add_row(name, reason, "[dim]not run[/dim]")
        console.print(table)
        total = len(promises.QUERIES) + 5
        console.print(f"{kept} of {total} promises hold; {len(promises.NOT_RUN)} not run here.")
        if kept < total:
            raise SystemExit(1)


def _checks() -> list[tuple[str, str, list[str]]]:
    found = [
        (promise.name, promise.sentence, promises.breaches(promise)) for promise in promises.QUERIES
    ]
    found.append(("I20", "Every chain of the ledger verifies", list(ledger.broken_links())))
    found.append(("A8", "No freed seat is overdue by an hour", promises.late_seats()))
    found.append(("I14", "No reminder is overdue by an hour", promises.late_reminders()))
    found.append(
        ("A3", "Every receipt opens its leaf, and we signed it", list(receipt_checks.broken()))
    )
    found.append(("A2", "Who waits for the draw has a receipt for it", receipt_checks.strayed()))
    return found


def _verdict(breaches: list[str]) -> str:
    if not breaches:
        return "[green]yes[/green]"
    shown = "\n".join(breaches[:SHOWN_MAX])
    more = f"\nand {len(breaches) - SHOWN_MAX} more" if len(breaches) > SHOWN_MAX else ""
    return f"[red]no[/red]\n{shown}{more}"
