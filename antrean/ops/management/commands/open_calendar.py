"""Opens days for applications at all offices or some, by the capacity in force."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from antrean.actions.open_calendar import open_calendar
from antrean.ops.bars import bars
from antrean.records import clock
from antrean.records.models import Office


class Command(BaseCommand):
    """Open days. Running it again opens only what is missing."""

    help = "Open the days up to the horizon, or so many days from today, at all offices or some."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--office", action="append", metavar="CODE", help="only this office")
        parser.add_argument("--days", type=int, help="so many days from today, not the horizon")

    def handle(self, *, office: list[str] | None, days: int | None, **_: object) -> None:
        """Open the days and say how many are new."""
        now = clock.now()
        offices = _offices(office)
        to_day = now.date() + timedelta(days=days) if days else None
        with bars() as told:
            opened = open_calendar(
                now=now, offices=offices, to_day=to_day, progress=told("Opening days")
            )
        self.stdout.write(
            f"{opened.days} office days opened: {opened.cells} cells, {opened.seats} seats."
        )


def _offices(codes: list[str] | None) -> list[Office] | None:
    if codes is None:
        return None
    found = list(Office.objects.filter(code__in=codes))
    if unknown := set(codes) - {office.code for office in found}:
        raise CommandError(f"No such office: {', '.join(sorted(unknown))}")
    return found
