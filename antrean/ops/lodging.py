"""Where an embedded database lives, and which system user it runs as.

PostgreSQL refuses to run as root. Started by root it therefore gets its own system user and lives
under `/var/lib/antrean`; started by anybody else it lives under `var/` of the checkout.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from antrean.ops import binaries as programs

ROOT = Path(__file__).resolve().parent.parent.parent
SYSTEM_HOME = Path("/var/lib/antrean")
SYSTEM_USER = "antrean-db"
SOCKET_NAME = "/.s.PGSQL.5432"
SOCKET_BYTES_MAX = 107  # what the kernel takes for the path of a socket


class NotSafe(Exception):
    """A folder we would trust belongs to somebody else, or others may enter it."""


@dataclass(frozen=True, slots=True)
class Lodging:
    """The folders of one cluster; `user` is the system user to become, None for ourselves."""

    binaries: Path
    home: Path
    data: Path
    socket: Path
    user: pwd.struct_passwd | None

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.data / "server.log"

    @property
    def pid_note(self) -> Path:
        """Where the server notes its process number while it runs."""
        return self.data / "postmaster.pid"

    @property
    def socket_note(self) -> Path:
        """Where the server notes the same beside its socket."""
        return Path(f"{self.socket}{SOCKET_NAME}.lock")

    @property
    def ready(self) -> Path:
        """Exists once the cluster was made completely."""
        return self.home / "ready"

    @property
    def kept(self) -> Path:
        """Exists while the cluster was started for good."""
        return self.home / "kept"

    @property
    def logins(self) -> list[str]:
        """The system users that may enter the database, by name."""
        me = pwd.getpwuid(os.geteuid()).pw_name
        return [me, self.user.pw_name] if self.user else [me]


def lodge(name: str, *, binaries: Path | None = None) -> Lodging:
    """Make and return the folders of the named cluster, private to its owner.

    `binaries` is a folder of PostgreSQL programs, None for the wheel's. Clusters of different
    names, releases or checkouts never share a folder.
    """
    if os.geteuid() == 0:
        return _lodge_as_root(name, binaries)
    chosen = binaries or programs.wheel_binaries()
    home = var() / "postgres" / f"{name}-{programs.major_version(chosen)}"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    private_folder(home / "data")
    return Lodging(chosen, home, home / "data", _socket_folder(home), user=None)


def var() -> Path:
    """Return the folder of this checkout for what is made while running."""
    return Path(os.environ.get("ANTREAN_VAR", ROOT / "var")).resolve()


def private_folder(path: Path, *, owner: pwd.struct_passwd | None = None) -> Path:
    """Make a folder only its owner may enter, or check that it already is one.

    Raises `NotSafe` for a link, a foreign owner, or open permissions.
    """
    uid, gid = (owner.pw_uid, owner.pw_gid) if owner else (os.geteuid(), os.getegid())
    try:
        path.mkdir(mode=0o700)
        os.chown(path, uid, gid, follow_symlinks=False)
    except FileExistsError:
        pass
    found = path.lstat()
    if path.is_symlink() or not path.is_dir() or found.st_uid != uid or found.st_mode & 0o077:
        raise NotSafe(f"{path} must be a folder that only its owner may enter.")
    return path


def _socket_folder(home: Path) -> Path:
    nearby = home / "socket"
    if len(os.fsencode(f"{nearby}{SOCKET_NAME}")) <= SOCKET_BYTES_MAX:
        return private_folder(nearby)
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    mine = private_folder(base / f"antrean-{os.geteuid()}")
    return private_folder(mine / _short(home))


def _lodge_as_root(name: str, binaries: Path | None) -> Lodging:
    user = _system_user()
    _public_folder(SYSTEM_HOME, mode=0o755)
    _public_folder(SYSTEM_HOME / "clusters", mode=0o755)
    chosen = binaries or programs.copied_binaries(into=SYSTEM_HOME)
    checkout = f"{name}-{programs.major_version(chosen)}-{_short(var())}"
    home = SYSTEM_HOME / "clusters" / checkout
    _public_folder(home, mode=0o711)
    data, socket = (private_folder(home / part, owner=user) for part in ("data", "socket"))
    return Lodging(chosen, home, data, socket, user)


def _public_folder(path: Path, *, mode: int) -> None:
    path.mkdir(exist_ok=True)
    path.chmod(mode)  # whatever the umask says, the database's user must come through


def _system_user() -> pwd.struct_passwd:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    _add_system_user()
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    raise SystemExit(
        f"PostgreSQL does not run as root, and the system user {SYSTEM_USER} could not be made. "
        "Make it by hand, or start Antrean as an ordinary user."
    )


def _add_system_user() -> None:
    home = ["--no-create-home", "--home", str(SYSTEM_HOME), "--shell", "/usr/sbin/nologin"]
    for command in (
        ["useradd", "--system", "--user-group", *home, SYSTEM_USER],
        ["adduser", "--system", "--group", *home, SYSTEM_USER],
        ["adduser", "-S", "-D", "-H", "-h", str(SYSTEM_HOME), SYSTEM_USER],  # BusyBox
    ):
        if shutil.which(command[0]):
            subprocess.run(command, check=False, capture_output=True)
            break


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
