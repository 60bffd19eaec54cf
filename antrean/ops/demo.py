"""Try it: example data, the site, the live door and the worker on one address, until Ctrl-C.

Whoever adds a screen worth visiting adds a line to `PLACES`, whoever adds a process to `programs`.
"""

import os
import socket
import time
from io import StringIO
from subprocess import Popen
from typing import NamedTuple

import django
from django.core.management import call_command
from django.db import connection, connections
from rich.console import Console
from rich.table import Table

from antrean.ops.processes import (
    Command,
    first_to_end,
    granian,
    side_by_side,
)
from antrean.ops.processes import (
    django as django_command,
)

PORT = int(os.environ.get("ANTREAN_PORT", "8000"))
PLACES = {
    "Applicants": "/",
}
PREPARATION = {
    "Tables": ("migrate", "--verbosity=0"),
    "Room for limits": ("createcachetable", "--verbosity=0"),
    "Reference data": ("load_reference",),
}
PATIENCE_SECONDS = 30
EXIT_STOPPED = 0


class Login(NamedTuple):
    """One person of the example data, as `seed_demo` prints it, parted by tabs."""

    who: str
    name: str
    password: str


def run(_: list[str]) -> int:
    """Prepare the example, start everything, show where to go, and wait for Ctrl-C.

    Returns 0 when stopped by Ctrl-C, 1 when a program ended by itself or the port is taken.
    """
    screen = Console()
    if is_taken(PORT):
        screen.print(f"Port {PORT} is in use. Choose another: ANTREAN_PORT=8080 bin/antrean demo")
        return 1
    os.environ.setdefault("ANTREAN_ADDRESS", f"http://127.0.0.1:{PORT}")
    logins = prepare(screen)
    with side_by_side(programs()) as running:
        wait_for_the_door(running)
        show(screen, logins)
        try:
            name, code = first_to_end(running)
        except KeyboardInterrupt:
            screen.print("Stopping …")
            return EXIT_STOPPED
    screen.print(f"The {name} ended by itself (exit code {code}), so everything was stopped.")
    return 1


def prepare(screen: Console) -> list[Login]:
    """Bring tables and example data up to date, and return who can sign in."""
    django.setup()
    said = StringIO()
    with screen.status("Preparing …") as status:
        for title, (command, *words) in PREPARATION.items():
            status.update(f"Preparing: {title.lower()} …")
            call_command(command, *words, stdout=StringIO())
        status.update("Preparing: example people …")
        call_command("seed_demo", stdout=said)
    connections.close_all()
    connection.close_pool()  # type: ignore[attr-defined]  # what starts now has its own
    return logins_in(said.getvalue())


def logins_in(printed: str) -> list[Login]:
    """Read the logins out of what `seed_demo` printed; lines without tabs are not logins."""
    rows = (line.split("\t") for line in printed.splitlines())
    return [Login(*row) for row in rows if len(row) == len(Login._fields)]


def programs() -> dict[str, Command]:
    """Return what runs during the demo, by name."""
    return {
        "web server": granian("antrean.site.asgi:app", interface="asgi", port=PORT),
        "worker": django_command("work"),
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
    people = Table("Who", "Sign in as", "Password", title="Made-up people", title_justify="left")
    for login in logins:
        people.add_row(*login)
    screen.print(places)
    if logins:
        screen.print(people)
    screen.print("Ctrl-C ends everything.")
