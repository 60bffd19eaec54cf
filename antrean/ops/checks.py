"""The checks that need no judgement: format, lint, types, rooms, translations, migrations."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from antrean.ops import translations
from antrean.ops.processes import Command, django

NEWER_PYTHON = "python3.13"
SHOWN_MAX = 25
FAILED_NAMES = "ANTREAN_CHECKS_FAILED"  # tells the test run what to repeat in its summary


class Verdict(NamedTuple):
    """What a check found: passed, failed, or (None) not run; and what it said."""

    passed: bool | None
    said: str


def run(_: list[str]) -> int:
    """Run every check, a line each, and return 1 when one failed."""
    failed = [name for name, check in CHECKS.items() if not _report(name, check)]
    os.environ[FAILED_NAMES] = " ".join(failed)
    return 1 if failed else 0


def command(*words: str) -> Verdict:
    """Judge by the exit code of a program."""
    done = subprocess.run(
        words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Verdict(not done.returncode, done.stdout)


def tool(name: str, *words: str) -> Callable[[], Verdict]:
    """Return a check that runs one of the programs in our environment."""
    return lambda: command(str(Path(sys.executable).with_name(name)), *words)


def migrations() -> Verdict:
    """Every change of a model has its migration."""
    return command(*django("makemigrations", "--check", "--dry-run"))


def translated() -> Verdict:
    """Every sentence has its English twin, and none is left over."""
    complaints = translations.complaints()
    shown, more = complaints[:SHOWN_MAX], len(complaints) - SHOWN_MAX
    return Verdict(not complaints, "\n".join([*shown, f"… and {more} more"] if more > 0 else shown))


def newer_python() -> Verdict:
    """The newest supported Python can read every module, where it is installed."""
    # Pyenv's stand-in is found on the path and refuses to work unless that version was chosen.
    chosen = [NEWER_PYTHON, *map(str, Path.home().glob(f".pyenv/versions/*/bin/{NEWER_PYTHON}"))]
    able = [name for name in chosen if shutil.which(name) and command(name, "-c", "pass").passed]
    if not able:
        return Verdict(None, f"not run: {NEWER_PYTHON} is not installed")
    with tempfile.TemporaryDirectory() as cache:
        reading: Command = [able[0], "-X", f"pycache_prefix={cache}", "-m", "compileall"]
        return command(*reading, "-q", "antrean", "tests", "bin/antrean")


CHECKS: dict[str, Callable[[], Verdict]] = {
    "format": tool("ruff", "format", "--check", "."),
    "lint": tool("ruff", "check", "."),
    "types": tool("mypy"),
    "rooms": tool("lint-imports", "--no-cache", "--no-logo"),
    "migrations": migrations,
    "translations": translated,
    "newer-python": newer_python,
}


def _report(name: str, check: Callable[[], Verdict]) -> bool:
    started = time.monotonic()
    verdict = check()
    seconds = time.monotonic() - started
    if verdict.passed is None:
        print(f"{name:<14}{verdict.said}", flush=True)
        return True
    print(f"{name:<14}{'ok' if verdict.passed else 'FAILED':<8}{seconds:5.1f} s", flush=True)
    if not verdict.passed:
        print(verdict.said, flush=True)
    return verdict.passed
