"""The measure of it all: the same booking as one prepared statement, with no server before it."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from antrean.actions.take_in import Submission
from antrean.ops import binaries
from antrean.ops.bench.rounds import BenchFailed
from antrean.records.models import Office

STATEMENT = Path(__file__).with_name("book.sql")
"""One booking in one transaction: the draft goes live, and everything that follows from it."""

VERSION_LEAST = 180_000
"""Older servers would need a second lock of the chain's head, a tenth slower at one office."""

CHOOSE = r"""
\set done :done + 1
\set draft :first + permute(:client_id + :clients * :done, :people)
\set nth random(1, :cells)
"""
WANTED = (
    "DROP TABLE IF EXISTS bench_cell",
    "CREATE TABLE bench_cell (nth int PRIMARY KEY, cell_id bigint NOT NULL, scope text NOT NULL)",
    """
    INSERT INTO bench_cell
    SELECT row_number() OVER (ORDER BY cell.id), cell.id, office.code
    FROM records_cell cell JOIN records_office office ON office.id = cell.office_id
    WHERE cell.pool = 'regular' AND office.code = ANY(%(codes)s)
    """,
    "ANALYZE bench_cell",
    "SELECT count(*) FROM bench_cell",
)
CLIENTS = (8, 32)
"""So many clients at a time; the better of them counts."""

PROCESSED = re.compile(r"transactions actually processed: (\d+)")
PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"
"""The plan is the same for everybody: planning it anew would cost more than running it."""


def wanted(offices: Sequence[Office]) -> int:
    """Number the regular cells of these offices, of which every booking wants one at random.

    Raises `BenchFailed` where the server cannot run the statement.
    """
    with connection.cursor() as cursor:
        if cursor.connection.info.server_version < VERSION_LEAST:
            raise BenchFailed("The limit is measured with PostgreSQL 18: unset DATABASE_URL.")
        for statement in WANTED:
            cursor.execute(statement, {"codes": [office.code for office in offices]})
        return int(cursor.fetchone()[0])


def book(
    drafts: Sequence[Submission], folder: Path, *, cells: int, clients: int, seconds: int
) -> int:
    """Book drafts, each client its own, for so long; return how many were booked.

    The drafts' numbers follow each other; they are taken in no order, as by the live door. Raises
    `BenchFailed` where one could not be booked.
    """
    script = folder / "book.pgbench"
    script.write_text(CHOOSE + STATEMENT.read_text(encoding="utf-8"), encoding="utf-8")
    known = {
        "first": drafts[0].application_id,
        "people": len(drafts),
        "version": drafts[0].version,
        "clients": clients,
        "cells": cells,
        "done": -1,
    }
    command = [
        *(str(_program()), "--no-vacuum", "--protocol", "prepared", "--file", str(script)),
        *("--client", str(clients), "--jobs", str(min(2, clients)), "--time", str(seconds)),
        *(word for name, value in known.items() for word in ("--define", f"{name}={value}")),
        os.environ["DATABASE_URL"],
    ]
    surroundings = {**os.environ, "PGOPTIONS": PLANNED_ONCE}
    done = subprocess.run(command, check=False, env=surroundings, capture_output=True, text=True)
    found = PROCESSED.search(done.stdout)
    if done.returncode or not found:
        raise BenchFailed(f"pgbench (were there enough people?): {done.stderr[-1000:]}")
    return int(found[1])


def _program() -> Path:
    """Return the embedded server's pgbench, or the one on the path."""
    ours = binaries.wheel_binaries() / "pgbench"
    found = ours if ours.exists() else shutil.which("pgbench")
    if not found:
        raise BenchFailed("pgbench is missing, which is part of PostgreSQL.")
    return Path(found)
