"""The tour is the acceptance test: it ends with 0 when all goes well, else with 1 and why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from antrean.adapters.quiet_log import hide
from antrean.ops.tour.players import PLAYERS
from tests.processes import database_url

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parent.parent.parent
SABOTAGED = str(Path(__file__).with_name("sabotaged_tour.py"))


@pytest.fixture
def database():
    """The name of a database for the tour alone, beside that of the tests."""
    name = f"{connection.settings_dict['NAME']}_tour"
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def run(*words):
    """Run a program on the cluster of the tests; return its exit code and everything it said."""
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "DATABASE_URL": database_url(), "PYTHONPATH": "."},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_forty_people_go_the_whole_way_and_every_promise_holds(database):
    code, said = run("-m", "django", "tour", "--database", database)

    assert code == 0, said
    assert "The tour took" in said
    assert "25 of 25 promises hold" in said
    assert hide(said) == said
    assert [player.card.name for player in PLAYERS if player.card.nik in said] == []


def test_a_wrong_code_stops_the_tour_with_the_reason(database):
    code, said = run(SABOTAGED, "code", database)

    assert code == 1, said
    assert "signs up" in said
    assert "Expected: status 200" in said
    assert "Came: 422" in said
    assert "Address: http://127.0.0.1:" in said


def test_a_broken_promise_ends_the_tour_with_1(database):
    code, said = run(SABOTAGED, "promise", database)

    assert code == 1, said
    assert "24 of 25 promises hold" in said
    assert "The tour took" not in said
