"""Try it: example data, the site, the live door and the worker on one address, until Ctrl-C.

Whoever adds a screen worth visiting adds a line to `PLACES`, whoever adds a process to `programs`.
"""

import os
import socket
import time
from subprocess import Popen
from typing import NamedTuple

import django
from django.db import connection, connections
from rich.console import Console
from rich.table import Table

from antrean.domain import wording
from antrean.ops import processes
from antrean.ops.processes import Command, first_to_end, granian, side_by_side

PORT = int(os.environ.get("ANTREAN_PORT", "8000"))
PLACES = {
    "For applicants": "/",
    "For officers": "/loket/",
    "Hall screen": "/layar/kanim-tanjungpinang/",
    "Waiting times": "/waktu-tunggu/",
    "How people are called": "/urutan-panggilan/",
    "Back office": "/kantor-belakang/",
    "Every letter sent": "/kotak-surat/",
}
PATIENCE_SECONDS = 30


class Login(NamedTuple):
    """One person of the example data, as `seed_demo` prints it, parted by tabs."""

    who: str
    name: str
    password: str
    address: str
    first: str  # what to try first


def run(_: list[str]) -> int:
    """Prepare the example, start everything, show where to go, and wait for Ctrl-C.

    Returns 0 when stopped by Ctrl-C, 1 when a program ended by itself or the port is taken.
    """
    screen = Console()
    if is_taken(PORT):
        screen.print(f"Port {PORT} is in use. Choose another: ANTREAN_PORT=8080 bin/antrean demo")
        return 1
    os.environ.setdefault("ANTREAN_ADDRESS", f"http://localhost:{PORT}")
    logins = prepare(screen)
    with side_by_side(programs()) as running:
        wait_for_the_door(running)
        show(screen, logins)
        try:
            name, code = first_to_end(running)
        except KeyboardInterrupt:
            screen.print("\nStopping …")
            return 0
    screen.print(f"The {name} ended by itself (exit code {code}), so everything was stopped.")
    return 1


def prepare(screen: Console) -> list[Login]:
    """Bring tables and example data up to date, and return who can sign in."""
    django.setup()
    from antrean.ops import preparation  # it needs the tables' names, so only now

    said = preparation.prepared(screen)
    leave_the_database()
    return logins_in(said)


def logins_in(printed: str) -> list[Login]:
    """Read the logins out of what `seed_demo` printed; other lines are no logins."""
    rows = (line.split("\t") for line in printed.splitlines())
    return [Login(*row) for row in rows if len(row) == len(Login._fields)]


def programs() -> dict[str, Command]:
    """Return what runs during the demo, by name."""
    return {
        "web server": granian("antrean.site.asgi:app", interface="asgi", port=PORT),
        "worker": processes.django("work", "--inbox"),
    }


def wait_for_the_door(running: dict[str, Popen[bytes]]) -> None:
    """Wait until somebody answers at our port, or a program has ended."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not is_taken(PORT):
        if any(program.poll() is not None for program in running.values()):
            return
        time.sleep(0.05)


def is_taken(port: int) -> bool:
    """Tell whether somebody answers at this port of this machine."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def show(screen: Console, logins: list[Login]) -> None:
    """Print where to go and who one can be."""
    address = os.environ["ANTREAN_ADDRESS"]
    places = Table("Where", "Address", title="Antrean is open", title_justify="left")
    for name, path in PLACES.items():
        places.add_row(name, f"[link={address}{path}]{address}{path}[/link]")
    screen.print(places)
    screen.print(people(logins, address=address))
    screen.print(f"Everybody's password: {', '.join({login.password for login in logins})}")
    screen.print(f"It is {here_and_now()} here.")
    screen.print("To let a day pass: bin/antrean manage move_clock --days 1")
    screen.print("Ctrl-C ends everything.")


def here_and_now() -> str:
    """Return the day and time of the demonstration's own clock, in words."""
    from antrean.records import clock  # it needs the tables' names, so only now

    now = clock.now()
    leave_the_database()
    return wording.instant_in_words(now, timezone="Asia/Jakarta", language="en")


def leave_the_database() -> None:
    """Close our own connections: what runs beside us has its own."""
    connections.close_all()
    connection.close_pool()  # type: ignore[attr-defined]


def people(logins: list[Login], *, address: str) -> Table:
    """Return a table of who one can be, where to go then, and what to try first."""
    table = Table(title="Made-up people to be", title_justify="left", show_lines=True)
    table.add_column("Who")
    table.add_column("Sign in as", no_wrap=True)
    table.add_column("Open, and try first", overflow="fold")
    for login in logins:
        there = f"[link={address}{login.address}]{login.address}[/link]"
        table.add_row(login.who, login.name, f"{there}\n{login.first}")
    return table
