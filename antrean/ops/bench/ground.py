"""What a bench stands on: a database of its own, made alike before every timed part."""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from subprocess import Popen

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from antrean.actions.load_reference import load_reference
from antrean.domain.ledger import START
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.processes import Command, side_by_side
from antrean.ops.tour import stage
from antrean.records import clock
from antrean.records.models import Office

MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")
KEEP = (
    "CREATE UNLOGGED TABLE bench_draft AS TABLE records_application",
    "CREATE UNLOGGED TABLE bench_claim AS TABLE records_draftclaim",
)
WRITTEN = ", ".join(
    f"records_{name}"
    for name in "application draftclaim liveapplication appointment notice "
    "ledgerhead ledgerlink ledgerentry receipt drawbatch officeway".split()
)
"""The tables a submission adds rows to, and the drafts themselves."""

START_OVER = (
    f"TRUNCATE {WRITTEN} CASCADE",
    "INSERT INTO records_application SELECT * FROM bench_draft ORDER BY id",
    "INSERT INTO records_draftclaim SELECT * FROM bench_claim ORDER BY account_id",
    "UPDATE records_cell SET taken = 0 WHERE taken > 0",
    "UPDATE records_officeday SET last_number = 0 WHERE last_number > 0",
)
DRAW = """
INSERT INTO records_officeway (office_id, from_day, way, why, since_at)
SELECT office, (antrean_now() AT TIME ZONE 'Asia/Jakarta')::date, 'draw', 'made up for a bench',
    antrean_now() - interval '2 days'
FROM unnest(%s::bigint[]) AS office
"""
HEADS = "INSERT INTO records_ledgerhead SELECT code, 0, %s FROM records_office"
TIDY = f"VACUUM (ANALYZE) {WRITTEN}, records_cell, records_officeday"
LOOK_SECONDS = 0.05


@contextmanager
def database(name: str) -> Iterator[None]:
    """Have an empty database with tables and reference data, used from here on; drop it at the end.

    Raises `NotOurDatabase`, and `BenchFailed` where a commit would not be safe.
    """
    home = connection.settings_dict["NAME"]
    stage.fresh_database(name)
    try:
        commits_are_safe()
        call_command("migrate", verbosity=0)
        load_reference(directory=settings.ROOT / "data", now=clock.now())
        yield
    finally:
        stage.go_to(home)
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def commits_are_safe() -> str:
    """Return what the database says of its commits. Raises `BenchFailed` where one may be lost."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name",
            [list(MUST_BE_ON)],
        )
        found = cursor.fetchall()
    said = ", ".join(f"{name} {setting}" for name, setting in found)
    if any(setting != "on" for _, setting in found):
        raise BenchFailed(f"A commit could be lost, so its speed says nothing: {said}.")
    return said


def keep_drafts() -> None:
    """Remember all applications as they are now, for `start_over`."""
    with connection.cursor() as cursor:
        for statement in KEEP:
            cursor.execute(statement)


def start_over() -> None:
    """Bring back the drafts that were kept, every seat free, every chain unbegun; then tidy up."""
    with connection.cursor() as cursor:
        for statement in START_OVER:
            cursor.execute(statement)
        cursor.execute(HEADS, [START])
        cursor.execute(TIDY)
    checkpoint()


def let_draw(offices: Sequence[Office]) -> None:
    """Let these offices draw from today on, until everything starts over."""
    with connection.cursor() as cursor:
        cursor.execute(DRAW, [[each.pk for each in offices]])


def checkpoint() -> None:
    """Write out what is only in memory, so that what is timed next does not pay for it.

    Needs the database's superuser, which the embedded server lets its owner be; elsewhere nothing.
    """
    words = connection.get_connection_params()
    address = {name: words[name] for name in ("dbname", "host", "port") if words.get(name)}
    try:
        with psycopg.connect(**address, user="postgres", autocommit=True) as line:
            line.execute("CHECKPOINT")
    except psycopg.OperationalError:
        return


@contextmanager
def answering(name: str, command: Command, *, port: int) -> Iterator[Popen[bytes]]:
    """Run a server for the length of a block, from the moment it takes connections.

    Raises `BenchFailed` where it ends by itself or does not come up.
    """
    with side_by_side({name: command}) as programs:
        deadline = time.monotonic() + stage.START_SECONDS_MAX
        while not _is_open(port):
            if programs[name].poll() is not None or time.monotonic() > deadline:
                raise BenchFailed(f"The {name} did not come up.")
            time.sleep(LOOK_SECONDS)
        yield programs[name]


def free_port() -> int:
    """Return a port of loopback that nobody uses right now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _is_open(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
