"""Writes years that never were: past days with their places, letters and chains, by the million.

Every office had the same number of places on every day. Numbers are dealt by arithmetic, so that
one statement writes many days; the indexes are built again at the end.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from antrean.domain.ledger import START
from antrean.ops.bars import bars
from antrean.records import clock

SQL = Path(__file__).with_name("past.sql")
A_DAY = 100
"""Places of an office and day, in ten bands of ten."""

PLACES_EACH = 4
"""How often a person came in all those years, each time on another day."""

DAYS_AT_ONCE = 6
FILLED = (
    "account",
    "applicant",
    "application",
    "appointment",
    "notice",
    "officeday",
    "cell",
    "ledgerlink",
    "ledgerentry",
)
CONSTRAINTS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
        pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype IN ('f', 'u') AND conrelid = ANY(%s::regclass[])
ORDER BY contype, conname  -- foreign keys first
"""
INDEXES = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index WHERE NOT indisprimary AND indrelid = ANY(%s::regclass[])
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY 1
"""
LAST_ID = "SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {}"


def fill(places: int) -> int:
    """Write so many past places, in whole days of all offices; return how many there are now.

    Needs offices and tables without people. Every promise holds for what is written. Nobody was
    received: visits are the hall's, and no submission reads them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(id ORDER BY id) FROM records_office")
        offices: list[int] = cursor.fetchone()[0]
    days = places // (A_DAY * len(offices))
    if not days:
        return 0
    written = days * A_DAY * len(offices)
    with _without_indexes():
        _write(offices, days=days, people=written // PLACES_EACH)
    return written


def _write(offices: list[int], *, days: int, people: int) -> None:
    parameters: dict[str, Any] = {
        "salt": secrets.token_hex(8),
        "offices": offices,
        "wide": len(offices),
        "a_day": A_DAY,
        "days": days,
        "people": people,
        "start": START,
        "today": clock.now().date(),
    }
    once, *daily = SQL.read_text(encoding="utf-8").split("-- and then\n")
    with bars() as bar, connection.cursor() as cursor:
        told = bar("days that are over")
        for statement in once.split(";\n")[:-1]:
            cursor.execute(statement, parameters)
        for first in range(0, days, DAYS_AT_ONCE):
            some = {"first": first, "last": min(first + DAYS_AT_ONCE, days) - 1}
            for statement in daily:
                cursor.execute(statement, parameters | some)
            told(some["last"] + 1, days)
        for name in FILLED:
            table = f"records_{name}"
            cursor.execute(LAST_ID.format(table), [table])


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Take second indexes and foreign keys off the tables, and build them again afterwards."""
    tables = [f"records_{name}" for name in FILLED]
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [tables])
        found = cursor.fetchall()
        cursor.execute(INDEXES, [tables])
        found += cursor.fetchall()
        for drop, _ in found:
            cursor.execute(drop)
    yield
    with bars() as bar, connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        told = bar("indexes")
        for nth, (_, build) in enumerate(reversed(found), start=1):
            cursor.execute(build)
            told(nth, len(found))
        cursor.execute("RESET maintenance_work_mem")
