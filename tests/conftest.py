"""What every test run shares: words ready to read, and an honest word about the browser."""

import os

import pytest

from antrean.ops import checks, chromium, translations

NOT_RUN = pytest.StashKey[int]()


def pytest_configure(config):
    translations.compile_catalogues()


def pytest_collection_modifyitems(config, items):
    """Leave out browser tests where there is no browser; on CI that is an error instead."""
    browsing = [item for item in items if item.get_closest_marker("browser")]
    if not browsing or chromium.find():
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError("On CI the browser tests must run, but no Chromium was found.")
    items[:] = [item for item in items if item not in browsing]
    config.hook.pytest_deselected(items=browsing)
    config.stash[NOT_RUN] = len(browsing)


def pytest_terminal_summary(terminalreporter, config):
    if not_run := config.stash.get(NOT_RUN, 0):
        terminalreporter.write_line(f"not run: {not_run} browser tests (no Chromium found)")
    if failed := os.environ.get(checks.FAILED_NAMES):
        terminalreporter.write_line(f"checks failed before the tests: {failed}", red=True)


@pytest.fixture(scope="session")
def chromium_path():
    """The browser to drive; tests that use it are marked `browser`."""
    return chromium.find()
