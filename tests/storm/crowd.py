"""Many deeds at the same instant, and a database without one of its guards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all deeds at the same instant, each on a connection of its own; return their answers."""
    ready = Barrier(len(deeds))

    def do(deed):
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


@contextmanager
def without(guard: str, *, table: str):
    """Take a guard away; put it back on an empty table, whatever the test did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s",
            [guard],
        )
        constraint = cursor.fetchone()
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [guard])
        index = cursor.fetchone()[0]
        cursor.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {guard}" if constraint else f"DROP INDEX {guard}"
        )
        try:
            yield
        finally:
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {guard} {constraint[1]}"
                if constraint
                else index
            )
