"""The embedded database: a real PostgreSQL that comes, works and goes with the launcher.

It writes safely (fsync on), listens on a private socket only, and knows people by their system
user, without passwords. Several named clusters may live side by side.
"""

import contextlib
import fcntl
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from antrean.ops.lodging import Lodging, lodge, private_folder

ROLE = "antrean"
# What initdb found out about this machine comes first, such as the kind of shared memory it has.
SETTINGS = """\
include '{data}/postgresql.conf'
hba_file = '{home}/pg_hba.conf'
ident_file = '{home}/pg_ident.conf'
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = 5432
max_connections = 200
shared_buffers = 128MB
fsync = on
synchronous_commit = on
full_page_writes = on
max_wal_size = 1GB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
# A failed statement and its details may hold personal data; the log gets the bare message.
log_min_error_statement = panic
log_error_verbosity = terse
"""
FIRST_DEEDS = (
    f"CREATE ROLE {ROLE} LOGIN CREATEDB",
    f"CREATE DATABASE {ROLE} OWNER {ROLE}",
)
START_TRIES = 3
STOP_SECONDS = 4


class DatabaseTrouble(Exception):
    """A PostgreSQL program failed; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running cluster. `url` is what goes into DATABASE_URL."""

    name: str
    lodging: Lodging

    @property
    def url(self) -> str:
        """The address of the database, as libpq and our settings read it."""
        return f"postgresql://{ROLE}@/{ROLE}?host={quote(str(self.lodging.socket))}"

    @property
    def pid(self) -> int | None:
        """The process number of the server, None when it never started or stopped cleanly."""
        return _noted_pid(self.lodging.pid_note)


def start(name: str, *, binaries: Path | None = None) -> Server:
    """Start the named cluster, making it the first time; one that runs already is joined.

    Raises `DatabaseTrouble` with the server's own words when it does not come up.
    """
    lodging = lodge(name, binaries=binaries)
    with _locked(lodging, "turn", fcntl.LOCK_EX):
        if not lodging.ready.exists():
            _make(lodging)
        elif not _answers(lodging):
            _come_up(lodging)
    return Server(name, lodging)


def stop(name: str, *, binaries: Path | None = None) -> None:
    """Stop the named cluster, quietly when it is not running. Takes at most a few seconds."""
    lodging = lodge(name, binaries=binaries)
    with _locked(lodging, "turn", fcntl.LOCK_EX):
        _go_down(lodging)


def is_running(name: str, *, binaries: Path | None = None) -> bool:
    """Tell whether the named cluster answers."""
    return _answers(lodge(name, binaries=binaries))


@contextlib.contextmanager
def cluster(name: str, *, binaries: Path | None = None) -> Iterator[Server]:
    """Have the named cluster running for a while; the last user to leave stops it.

    A cluster started for good (`keep`) is left running.
    """
    lodging = lodge(name, binaries=binaries)
    with _locked(lodging, "users", fcntl.LOCK_SH) as users:
        try:
            yield start(name, binaries=binaries)
        finally:
            if _is_last(users) and not lodging.kept.exists():
                stop(name, binaries=binaries)


def keep(name: str, *, running: bool, binaries: Path | None = None) -> Server:
    """Start the named cluster for good, or (`running=False`) stop it and forget that."""
    lodging = lodge(name, binaries=binaries)
    if running:
        lodging.kept.touch()
        return start(name, binaries=binaries)
    lodging.kept.unlink(missing_ok=True)
    stop(name, binaries=binaries)
    return Server(name, lodging)


def run(lodging: Lodging, program: str, *arguments: str, check: bool = True) -> int:
    """Run one PostgreSQL program as the cluster's own user and return its exit code.

    Raises `DatabaseTrouble` with its output when it fails, unless `check` is false.
    """
    # The program must not inherit a stray PGDATA, PGHOST or the like.
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    other = lodging.user
    finished = subprocess.run(
        [lodging.binaries / program, *arguments],
        cwd="/",
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        user=other.pw_uid if other else None,
        group=other.pw_gid if other else None,
        extra_groups=[] if other else None,
    )
    if check and finished.returncode:
        raise DatabaseTrouble(f"{program}: {finished.stdout.strip()}\n{_last_words(lodging)}")
    return finished.returncode


def _make(lodging: Lodging) -> None:
    """Make the cluster from nothing; a first try that was cut short is thrown away."""
    _go_down(lodging)
    shutil.rmtree(lodging.data)
    private_folder(lodging.data, owner=lodging.user)
    locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
    run(lodging, "initdb", "-D", str(lodging.data), "-U", "postgres", "-A", "peer", *locale)
    _come_up(lodging)
    for deed in FIRST_DEEDS:
        run(lodging, "psql", "-X", "-h", str(lodging.socket), "-U", "postgres", "-c", deed)
    lodging.ready.touch()


def _come_up(lodging: Lodging) -> None:
    folders = ["-D", str(lodging.data), "-l", str(lodging.log)]
    settings = f"-c config_file={shlex.quote(str(_configure(lodging)))}"
    for tries_left in reversed(range(START_TRIES)):
        _forget_stale_pid(lodging)
        try:
            run(lodging, "pg_ctl", "start", "-w", "-t", "60", *folders, "-o", settings)
        except DatabaseTrouble:
            if not tries_left:
                raise
            time.sleep(0.5)  # a server that was killed may still be losing its last processes
        else:
            return


def _go_down(lodging: Lodging) -> None:
    _forget_stale_pid(lodging)
    if _noted_pid(lodging.pid_note) is None:
        return
    stopping = ["stop", "-w", "-t", str(STOP_SECONDS), "-D", str(lodging.data)]
    if run(lodging, "pg_ctl", *stopping, "-m", "fast", check=False):
        run(lodging, "pg_ctl", *stopping, "-m", "immediate", check=False)


def _configure(lodging: Lodging) -> Path:
    """Write the settings anew, outside the data, where the server's own user cannot change them."""
    folders = (lodging.home, lodging.data, lodging.socket)
    home, data, socket = (str(path).replace("'", "''") for path in folders)
    logins = "".join(
        f'antrean "{login}" "{role}"\n' for login in lodging.logins for role in (ROLE, "postgres")
    )
    _write(lodging.home / "pg_hba.conf", "local all all peer map=antrean\n")
    _write(lodging.home / "pg_ident.conf", logins)
    settings = lodging.home / "postgresql.conf"
    _write(settings, SETTINGS.format(home=home, data=data, socket=f'"{socket}"'))
    return settings


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)


def _answers(lodging: Lodging) -> bool:
    return not run(lodging, "pg_isready", "-q", "-h", str(lodging.socket), check=False)


def _noted_pid(note: Path) -> int | None:
    try:
        return int(note.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _forget_stale_pid(lodging: Lodging) -> None:
    """Drop the notes of a server that was killed, which would keep a new one from starting.

    PostgreSQL itself only sees that the process number is taken: perhaps by another program by now,
    or by the dead server, which stays in the table where the first process never asks after it.
    """
    for note in (lodging.pid_note, lodging.socket_note):
        try:
            status = Path(f"/proc/{_noted_pid(note)}/status").read_text()
        except FileNotFoundError:
            continue
        if not status.startswith("Name:\tpostgres\n") or "\nState:\tZ" in status:
            note.unlink()


def _last_words(lodging: Lodging) -> str:
    try:
        return "\n".join(lodging.log.read_text(errors="replace").splitlines()[-12:])
    except FileNotFoundError:
        return ""


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _locked(lodging: Lodging, name: str, how: int) -> Iterator[int]:
    handle = os.open(lodging.home / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, how)
        yield handle
    finally:
        os.close(handle)


def main(words: list[str]) -> int:
    """Start, stop or look at a cluster by hand: `start|stop|status NAME`."""
    if len(words) != 2 or words[0] not in {"start", "stop", "status"}:
        print("usage: python -m antrean.ops.postgres start|stop|status NAME", file=sys.stderr)
        return 2
    deed, name = words
    if deed == "status":
        print("running" if is_running(name) else "not running")
        return 0
    server = keep(name, running=deed == "start")
    print(server.url if deed == "start" else f"{name} is stopped")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
