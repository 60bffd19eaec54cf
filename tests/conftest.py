"""What every test run shares: words ready to read, and an honest word about what cannot run."""

import os
import shutil

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations

from antrean.adapters import sound
from antrean.ops import binaries, checks, chromium, translations
from tests import emptying

# What some tests need of the machine: whether it is there, and what to say when it is not.
NEEDS = {
    "browser": (chromium.find, "browser tests (no Chromium found)"),
    "root": (lambda: os.geteuid() == 0, "tests of a start by root (this is an ordinary user)"),
    "espeak": (lambda: not sound.missing(), "tests of the voice (no espeak-ng or ffmpeg found)"),
    "wrk": (lambda: shutil.which("wrk"), "tests of the load on the live door (no wrk found)"),
    "debian_postgres": (binaries.debian_binaries, "tests on Debian's PostgreSQL 15 (not found)"),
}
NOT_RUN = pytest.StashKey[list[str]]()


def pytest_configure(config):
    translations.compile_catalogues()
    DatabaseOperations.sql_flush = emptying.sql_flush
    # Tests change reference data and look at once, here and in servers of their own.
    settings.KEPT_SECONDS = 0
    os.environ["ANTREAN_KEPT_SECONDS"] = "0"
    # Every test client would look through all static files anew; real servers still serve them.
    settings.WHITENOISE_USE_FINDERS = False


def pytest_collection_modifyitems(config, items):
    """Leave out what this machine cannot run; on CI a missing browser is an error instead."""
    config.stash[NOT_RUN] = []
    for marker, (is_there, explanation) in NEEDS.items():
        needing = [item for item in items if item.get_closest_marker(marker)]
        if not needing or is_there():
            continue
        if marker == "browser" and os.environ.get("CI") == "true":
            raise pytest.UsageError("On CI the browser tests must run, but no Chromium was found.")
        items[:] = [item for item in items if item not in needing]
        config.hook.pytest_deselected(items=needing)
        config.stash[NOT_RUN].append(f"not run: {len(needing)} {explanation}")


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(NOT_RUN, []):
        terminalreporter.write_line(line)
    if failed := os.environ.get(checks.FAILED_NAMES):
        terminalreporter.write_line(f"checks failed before the tests: {failed}", red=True)


@pytest.fixture(scope="session")
def chromium_path():
    """The browser to drive; tests that use it are marked `browser`."""
    return chromium.find()
