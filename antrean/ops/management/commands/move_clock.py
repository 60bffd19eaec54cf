"""Moves the played clock of a demonstration, so that a week need not take a week."""

from argparse import ArgumentParser
from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandError

from antrean.actions.move_clock import move_clock
from antrean.domain.wording import instant_in_words
from antrean.records import clock

CAPITAL = "Asia/Jakarta"


class Command(BaseCommand):
    """Move by days, hours and minutes (back with a minus), or to an instant."""

    help = "Move the demonstration's clock, for example: move_clock --days 2 --hours -1"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        for unit in ("days", "hours", "minutes"):
            parser.add_argument(f"--{unit}", type=int, default=0)
        parser.add_argument("--to", help="an instant with its zone: 2026-11-30T09:00+07:00")

    def handle(self, *, days: int, hours: int, minutes: int, to: str | None, **_: object) -> None:
        """Move, and say what time it is now."""
        by = timedelta(days=days, hours=hours, minutes=minutes)
        if to:
            by += _instant(to) - clock.now()
        try:
            now = move_clock(by=by)
        except clock.ClockStands as problem:
            raise CommandError("This clock serves real people; it stands.") from problem
        self.stdout.write(f"It is now {instant_in_words(now, timezone=CAPITAL, language='en')}.")


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(f"{text} is no instant such as 2026-11-30T09:00+07:00.") from problem
    if instant.tzinfo is None:
        raise CommandError(f"{text} lacks its zone, such as +07:00.")
    return instant
