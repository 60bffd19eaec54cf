"""Django's migrate, which gives up on a lock after four seconds instead of stopping the service."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    """Migrates under a lock time-out: whoever waits behind a waiting migration waits too."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django declares it
        """Set the time-out on this connection, then do as Django does."""
        alias = options["database"]
        _limit_waiting(alias, settings.MIGRATION_LOCK_TIMEOUT)
        try:
            super().handle(*args, **options)
        finally:
            _limit_waiting(alias, "0")


def _limit_waiting(alias: str, limit: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])
