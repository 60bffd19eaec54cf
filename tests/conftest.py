"""What every test run shares: words ready to read, and an honest word about what cannot run."""

import os
import shutil
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations

from antrean.adapters import sound
from antrean.ops import binaries, checks, chromium, translations
from tests import emptying, sharing

# What some tests need of the machine: whether it is there, and what to say when it is not.
NEEDS = {
    "browser": (chromium.find, "browser tests (no Chromium found)"),
    "root": (lambda: os.geteuid() == 0, "tests of a start by root (this is an ordinary user)"),
    "espeak": (lambda: not sound.missing(), "tests of the voice (no espeak-ng or ffmpeg found)"),
    "wrk": (lambda: shutil.which("wrk"), "tests of the load on the live door (no wrk found)"),
    "debian_postgres": (binaries.debian_binaries, "tests on Debian's PostgreSQL 15 (not found)"),
}
NOT_RUN = pytest.StashKey[list[tuple[int, str]]]()  # how many tests, and what they are
LEFT_OUT = "left_out"  # the same among what a worker tells at its end


def pytest_configure(config):
    translations.compile_catalogues()
    DatabaseOperations.sql_flush = emptying.sql_flush
    # Tests change reference data and look at once, here and in servers of their own.
    settings.KEPT_SECONDS = 0
    os.environ["ANTREAN_KEPT_SECONDS"] = "0"
    # Every test client would look through all static files anew; real servers still serve them.
    settings.WHITENOISE_USE_FINDERS = False


def pytest_xdist_setupnodes(config, specs):
    """Two workers run everything, so what must be there is asked before they start."""
    demand_a_browser()


def pytest_xdist_make_scheduler(config, log):
    return sharing.Sharing(config, log)


def demand_a_browser():
    """On CI a missing browser ends the run."""
    if os.environ.get("CI") == "true" and not NEEDS["browser"][0]():
        raise pytest.UsageError("On CI the browser tests must run, but no Chromium was found.")


def pytest_collection_modifyitems(config, items):
    """Leave out what this machine cannot run; on CI a missing browser is an error instead."""
    config.stash[NOT_RUN] = []
    for marker, (is_there, explanation) in NEEDS.items():
        needing = [item for item in items if item.get_closest_marker(marker)]
        if not needing or is_there():
            continue
        if marker == "browser":
            demand_a_browser()
        items[:] = [item for item in items if item not in needing]
        config.hook.pytest_deselected(items=needing)
        config.stash[NOT_RUN].append((len(needing), explanation))
    if hasattr(config, "workeroutput"):
        config.workeroutput[LEFT_OUT] = config.stash[NOT_RUN]


def pytest_testnodedown(node, error):
    """Count once what both workers left out, for only they have seen it."""
    left_out = getattr(node, "workeroutput", {}).get(LEFT_OUT)
    if left_out is not None and NOT_RUN not in node.config.stash:
        node.config.stash[NOT_RUN] = left_out
        missing = [SimpleNamespace()] * sum(number for number, _ in left_out)
        node.config.hook.pytest_deselected(items=missing)


def pytest_terminal_summary(terminalreporter, config):
    for number, explanation in config.stash.get(NOT_RUN, []):
        terminalreporter.write_line(f"not run: {number} {explanation}")
    if failed := os.environ.get(checks.FAILED_NAMES):
        terminalreporter.write_line(f"checks failed before the tests: {failed}", red=True)


@pytest.fixture(scope="session")
def chromium_path():
    """The browser to drive; tests that use it are marked `browser`."""
    return chromium.find()
