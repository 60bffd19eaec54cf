"""Two workers run every test once, one of them all that is heavy; neither loses a failure."""

import os
import subprocess
import sys

import pytest

from tests import sharing
from tests.sharing import HEAVY, piece

CONFTEST = """
from tests import conftest
from tests.conftest import pytest_collection_modifyitems, pytest_terminal_summary
from tests.conftest import pytest_testnodedown, pytest_xdist_make_scheduler
from tests.conftest import pytest_xdist_setupnodes

conftest.NEEDS = {
    "browser": (lambda: __BROWSER__, "browser tests"),
    "root": (lambda: False, "tests of a start by root"),
}
"""
SETTINGS = """
[pytest]
markers =
    browser: drives a real Chromium
    root: starts something as root
"""
TESTS = """
import pytest

def test_one(): assert {good}
@pytest.mark.browser
def test_two(): pass
@pytest.mark.root
def test_root(): assert False
"""


@pytest.mark.parametrize(
    "room",
    ["faults/test_clocks.py", "journeys/test_tour.py", "live/test_x.py", "ops/bench/test_y.py"],
)
def test_what_is_heavy_is_one_piece(room):
    assert piece(f"tests/{room}::test_it[a::b]") == HEAVY


def test_everything_else_is_handed_out_by_files():
    one, other = "tests/domain/test_ticket.py", "tests/ops/test_suite.py"

    assert piece(f"{one}::test_it[a::b]") == piece(f"{one}::test_that") == one
    assert piece(f"{other}::test_it") == other


def test_every_heavy_room_is_there(pytestconfig):
    assert [
        room for room in sharing.HEAVY_ROOMS if not (pytestconfig.rootpath / room).exists()
    ] == []


def run(folder, *, good=True, browser=True, ci=""):
    """Let two workers run a small house; return the exit code and what was said, line by line."""
    (folder / "conftest.py").write_text(CONFTEST.replace("__BROWSER__", str(browser)))
    (folder / "pytest.ini").write_text(SETTINGS)
    for name in ("test_a.py", "test_b.py", "test_c.py"):
        (folder / name).write_text(TESTS.format(good=good or name != "test_b.py"))
    words = ("-p", "no:cacheprovider", "--import-mode=importlib", "-n2")
    inherited = {key: word for key, word in os.environ.items() if not key.startswith("PYTEST_")}
    surroundings = {
        "CI": ci,
        "DJANGO_SETTINGS_MODULE": "antrean.site.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        env=inherited | surroundings,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_the_count_at_the_end_is_that_of_both_workers(tmp_path):
    code, said = run(tmp_path)

    assert code == 0, "\n".join(said)
    assert "6 passed, 3 deselected" in said[-1]
    assert "not run: 3 tests of a start by root" in said


def test_one_failure_at_one_worker_fails_the_run(tmp_path):
    code, said = run(tmp_path, good=False)

    assert code == 1, "\n".join(said)
    assert "1 failed, 5 passed, 3 deselected" in said[-1]


def test_on_ci_two_workers_do_not_go_without_a_browser(tmp_path):
    code, said = run(tmp_path, browser=False, ci="true")

    assert code == pytest.ExitCode.USAGE_ERROR, "\n".join(said)
    assert "ERROR: On CI the browser tests must run, but no Chromium was found." in said


def test_elsewhere_the_browser_tests_are_counted_as_not_run(tmp_path):
    code, said = run(tmp_path, browser=False)

    assert code == 0, "\n".join(said)
    assert "3 passed, 6 deselected" in said[-1]
    assert "not run: 3 browser tests" in said
