"""Fills a demonstration with made-up people, their places and staff, once; then it is quick."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from antrean.ops import cast, seeding
from antrean.ops.bars import bars
from antrean.records.clock import ClockStands


class Command(BaseCommand):
    """Seed the example. A second run finds it complete and changes nothing.

    Prints a line for each login, parted by tabs: who, username, password, address, what to try.
    """

    help = "Fill a demonstration (ANTREAN_DEMO=1) with made-up people, places and staff."

    def handle(self, *args: object, **options: object) -> None:
        """Seed where it is allowed and needed, and print who can sign in."""
        if not settings.DEMO:
            raise CommandError("This is no demonstration: set ANTREAN_DEMO=1. Nothing was changed.")
        if not seeding.is_complete():
            self._seed()
        for who, username, address, first in cast.PARTS:
            self.stdout.write("\t".join((who, username, cast.PASSWORD, address, first)))

    def _seed(self) -> None:
        try:
            with bars() as told:
                seeding.seed(told("Registering made-up people"))
        except ClockStands as problem:
            raise CommandError("This database serves real people; it stays as it is.") from problem
        except seeding.NoOpenDay as problem:
            raise CommandError("No office has an open day. Run load_reference first.") from problem
