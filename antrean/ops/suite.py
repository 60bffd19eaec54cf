"""Everything that guards this house, in one run: the checks first, then all tests."""

import contextlib
import os
import sys
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

from antrean.ops import checks, chromium, postgres
from antrean.ops.binaries import debian_binaries
from antrean.ops.processes import alone

WORKERS = 2  # each with a database of its own; who does what stands in tests/sharing.py


def run(more: list[str]) -> int:
    """Run checks and tests; with more words only pytest, which gets them and stays alone.

    The output ends with pytest's own count. Returns 0 only when nothing failed.
    """
    checks_failed = 0
    if not more:
        checks_failed = checks.run([])
        chromium.install_if_possible()
        if storms_on_debian():
            checks_failed = 1
            os.environ[checks.FAILED_NAMES] += " storms on PostgreSQL 15"
    drop_leftovers(os.environ["DATABASE_URL"])
    words = more or [f"--numprocesses={WORKERS}"]
    tests_failed = alone([sys.executable, "-m", "pytest", *words])
    return tests_failed or checks_failed


def storms_on_debian() -> int:
    """Run the storms on Debian's PostgreSQL 15 too, where it is found; say so where it is not."""
    binaries = debian_binaries()
    if binaries is None:
        print("not run: storms on PostgreSQL 15 (Debian's binaries were not found)")
        return 0
    print("Storms on Debian's PostgreSQL 15", flush=True)
    ours = os.environ["DATABASE_URL"]
    with postgres.cluster("storm", binaries=binaries) as server:
        os.environ["DATABASE_URL"] = server.url
        try:
            return alone([sys.executable, "-m", "pytest", "--quiet", "tests/storm"])
        finally:
            os.environ["DATABASE_URL"] = ours


def drop_leftovers(url: str) -> None:
    """Drop test databases of runs on this machine that were killed; their names hold a pid.

    A worker's database is named after it too: `test_antrean_4711_gw0`.
    """
    if not parse_qs(urlsplit(url).query).get("host", [""])[0].startswith("/"):
        return  # a database elsewhere: its names tell nothing about our processes
    prefix = "test_antrean_"
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
        for (name,) in rows:
            pid = name.removeprefix(prefix).partition("_")[0]
            if name.startswith(prefix) and pid.isdigit() and not _alive(int(pid)):
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False
