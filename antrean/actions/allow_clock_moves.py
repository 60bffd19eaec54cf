"""Allow clock moves: mark this database as one of a demonstration, whose time is only played."""

from django.conf import settings
from django.db import transaction

from antrean.records import clock
from antrean.records.models import ClockOffset


@transaction.atomic(durable=True)
def allow_clock_moves() -> None:
    """Let the one clock be moved from now on; asking again changes nothing.

    Raises `ClockStands` in production: a database of real people is never marked.
    """
    if settings.PRODUCTION:
        raise clock.ClockStands
    ClockOffset.objects.update_or_create(pk=1, defaults={"movable": True})
