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
    constraint = _asked(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", guard
    )
    index = _asked("SELECT indexdef FROM pg_indexes WHERE indexname = %s", guard)
    _do(f"ALTER TABLE {table} DROP CONSTRAINT {guard}" if constraint else f"DROP INDEX {guard}")
    try:
        yield
    finally:
        _do(f"DELETE FROM {table}")
        _do(f"ALTER TABLE {table} ADD CONSTRAINT {guard} {constraint}" if constraint else index)


def _asked(question: str, guard: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(question, [guard])
        found = cursor.fetchone()
    return found and found[0]


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
