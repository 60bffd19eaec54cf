"""Builds the stage of the tour: a database of its own, small offices, staff, real processes."""

import csv
import os
import secrets
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from antrean.actions.allow_clock_moves import allow_clock_moves
from antrean.actions.assign_duty import assign_duty
from antrean.actions.create_account import create_account
from antrean.actions.hall.add_counter import add_counter
from antrean.actions.load_reference import load_reference
from antrean.actions.move_clock import move_clock
from antrean.actions.open_calendar import open_calendar
from antrean.ops import processes
from antrean.ops.tour.failure import StepFailed
from antrean.ops.tour.players import PASSWORD, SEATS_A_DAY, STAFF
from antrean.records import clock
from antrean.records.models import Office

OURS = "made by the tour, which may drop it again"
HORIZON_DAYS = 5
SECRETS = (
    "ANTREAN_SECRET_KEY",
    "ANTREAN_CIPHER_KEY",
    "ANTREAN_NIK_PEPPER",
    "ANTREAN_PASS_KEY",
    "ANTREAN_RECEIPT_KEY",
    "ANTREAN_EMBEDDED_WITNESS_KEY",
)
"""Made anew for every tour, so that both programs start with the same ones."""

START_SECONDS_MAX = 30
Told = Callable[[str], None]


class NotOurDatabase(Exception):
    """A database of that name exists and was not made by a tour, or another tour uses it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the tour plays."""

    address: str
    inbox: Path


def fresh_database(name: str) -> None:
    """Drop what a tour before left behind, make an empty database, and use it from here on.

    Raises `NotOurDatabase`: nothing is dropped that a tour did not make.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        found = cursor.fetchone()
        if found and found[0] != OURS:
            raise NotOurDatabase(f"The database {name} exists and is not the tour's own.")
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
        if cursor.fetchone()[0]:
            raise NotOurDatabase(f"Somebody uses the database {name}: is another tour running?")
        named = sql.Identifier(name)
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(named))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(named))
        cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(named, sql.Literal(OURS)))
    go_to(name)


def go_to(name: str) -> None:
    """Use the database of that name from here on, and let programs that are started use it."""
    leave_the_database()
    connection.settings_dict["NAME"] = name
    address = urlsplit(os.environ.get("DATABASE_URL", "postgresql:///"))
    os.environ["DATABASE_URL"] = address._replace(path=f"/{name}").geturl()


def leave_the_database() -> None:
    """Close our own connections, so that nobody waits for them."""
    connections.close_all()
    connection.close_pool()  # type: ignore[attr-defined]


def furnish(folder: Path, *, starts_at: datetime, told: Told) -> None:
    """Make the tables, take over the reference data with small offices, and put staff in place."""
    told("Making the tables")
    call_command("migrate", verbosity=0)
    told("Setting the clock")
    allow_clock_moves()
    move_clock(by=starts_at - clock.now())
    told("Reading the reference data: 151 immigration offices and their service points")
    outcomes = load_reference(directory=_small_offices(folder), now=clock.now())
    for outcome in outcomes:
        for error in outcome.errors:
            raise StepFailed(expected="whole files", came=str(error), address=outcome.name)
    told("Opening the calendar")
    open_calendar(now=clock.now())
    told("Calling the officers")
    for username, (role, code) in STAFF.items():
        _on_duty(username, role=role, office=Office.objects.get(code=code))


def _small_offices(folder: Path) -> Path:
    """Return a copy of the reference data in which a few people fill an office."""
    copied = folder / "reference"
    shutil.copytree(settings.ROOT / "data", copied)
    with (copied / "quotas.csv").open("a", encoding="utf-8", newline="") as file:
        for code, seats in SEATS_A_DAY.items():
            row = [code, "2026-11", "main", seats, *[""] * 5, "so that forty people fill it"]
            csv.writer(file, lineterminator="\n").writerow([*row, "unverified", "the tour"])
    assumptions = copied / "capacity-assumptions.yaml"
    assumed = yaml.safe_load(assumptions.read_text(encoding="utf-8"))
    assumed["calendar_rule"]["horizon_days"] = HORIZON_DAYS
    assumptions.write_text(yaml.safe_dump(assumed, allow_unicode=True), encoding="utf-8")
    return copied


def _on_duty(username: str, *, role: str, office: Office) -> None:
    now = clock.now()
    account = create_account(
        username=username,
        email=f"{username}@contoh.example",
        password=PASSWORD,
        language="id",
        now=now,
    )
    assign_duty(account=account, role=role, office=office, now=now)
    add_counter(office=office, number=1, now=now)


@contextmanager
def running(folder: Path, *, told: Told) -> Iterator[Stage]:
    """Run the one-address server and the worker with the inbox; afterwards none is left."""
    told("Starting the server and the worker")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    os.environ |= {
        "ANTREAN_VAR": str(folder),
        "ANTREAN_ADDRESS": address,
        "ANTREAN_DEMO": "1",
        **{name: secrets.token_hex(32) for name in SECRETS},
        "ANTREAN_LOG": os.environ.get("ANTREAN_LOG", "ERROR"),  # refusals are part of the story
    }
    programs = {
        "web server": processes.granian("antrean.site.asgi:app", interface="asgi", port=port),
        "worker": processes.django("work", "--inbox"),
    }
    with processes.side_by_side(programs) as started:
        _wait_for(port, started)
        yield Stage(address, folder / "inbox")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, started: dict[str, Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline:
        for name, program in started.items():
            if program.poll() is not None:
                came = f"it ended with {program.returncode}"
                raise StepFailed(expected="a program that runs", came=came, address=name)
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise StepFailed(expected="an open door", came="nobody answers", address=f"port {port}")
