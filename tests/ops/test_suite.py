"""The test run cleans up after runs that were killed, and touches nothing else."""

import contextlib
import os
import subprocess
import sys
import types
from pathlib import Path

import psycopg
import pytest

from antrean.ops import checks, chromium, debian, postgres, suite
from antrean.ops.__main__ import database
from tests.ops.conftest import NAME

STORMS_ON_DEBIAN = suite.storms_on_debian


@pytest.fixture
def dead_pid():
    """A process number that nobody has any more."""
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    return ended.pid


def names(server):
    """Return the names of all databases."""
    with psycopg.connect(server.url) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def test_databases_of_killed_runs_are_dropped_and_all_others_stay(quiet_server, dead_pid):
    killed = {f"test_antrean_{dead_pid}{more}" for more in ("", "_gw1", "_gw1_tour")}
    alive = {f"test_antrean_{os.getpid()}{more}" for more in ("", "_gw1")}
    with psycopg.connect(quiet_server.url, autocommit=True) as connection:
        for name in (*killed, *alive, "test_antrean_by_hand"):
            connection.execute(f"CREATE DATABASE {name}")

    suite.drop_leftovers(quiet_server.url)

    left = names(quiet_server)
    assert not killed & left
    assert {*alive, "test_antrean_by_hand", "antrean"} <= left


def test_a_database_on_another_machine_is_not_even_asked():
    suite.drop_leftovers("postgresql://antrean@db.invalid/antrean")


@pytest.fixture
def notes(monkeypatch):
    """A run whose parts only note that they were asked; tests set what they answer."""
    notes = types.SimpleNamespace(asked=[], checks=0, tests=0)
    monkeypatch.setenv("DATABASE_URL", "postgresql://antrean@db.invalid/antrean")
    monkeypatch.setattr(suite, "storms_on_debian", lambda: notes.asked.append("storms") or 0)
    monkeypatch.setattr(checks, "run", lambda _: notes.asked.append("checks") or notes.checks)
    monkeypatch.setattr(
        suite, "alone", lambda command: notes.asked.append(command[2:]) or notes.tests
    )
    monkeypatch.setenv(checks.FAILED_NAMES, "")
    monkeypatch.setattr(chromium, "install_if_possible", lambda: notes.asked.append("chromium"))
    return notes


def test_without_more_words_everything_runs_and_the_tests_come_last(notes):
    assert suite.run([]) == 0
    assert notes.asked == ["checks", "chromium", "storms", ["pytest", "--numprocesses=2"]]


def test_more_words_are_for_the_tests_alone(notes):
    assert suite.run(["tests/domain", "-k", "ticket"]) == 0
    assert notes.asked == [["pytest", "tests/domain", "-k", "ticket"]]


@pytest.mark.parametrize(("checks_say", "tests_say"), [(1, 0), (0, 1), (1, 1)])
def test_any_failure_fails_the_whole_run(notes, checks_say, tests_say):
    notes.checks, notes.tests = checks_say, tests_say

    assert suite.run([]) == 1


def test_each_check_says_its_name_verdict_and_what_is_wrong(monkeypatch, capsys):
    verdicts = {
        "good": lambda: checks.Verdict(True, "not shown"),
        "bad": lambda: checks.Verdict(False, "what is wrong"),
        "absent": lambda: checks.Verdict(None, "not run: nothing to run it with"),
    }
    monkeypatch.setattr(checks, "CHECKS", verdicts)
    monkeypatch.setenv(checks.FAILED_NAMES, "")

    code = checks.run([])

    said = capsys.readouterr().out.splitlines()
    assert code == 1
    assert said[0].startswith("good          ok ")
    assert said[1].startswith("bad           FAILED ")
    assert said[2:] == ["what is wrong", "absent        not run: nothing to run it with"]
    assert os.environ[checks.FAILED_NAMES] == "bad"


def test_a_check_judges_by_the_exit_code_and_keeps_the_words():
    failing = checks.command(sys.executable, "-c", "print('too long'); raise SystemExit(1)")

    assert failing == checks.Verdict(False, "too long\n")


def test_a_named_browser_comes_before_those_found(monkeypatch):
    monkeypatch.setenv("ANTREAN_CHROMIUM", "/somewhere/chromium")

    assert chromium.find() == "/somewhere/chromium"


def test_an_ordinary_user_installs_no_browser(monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(debian.subprocess, "run", pytest.fail)

    chromium.install_if_possible()


def test_a_started_cluster_is_handed_on_as_the_address_of_the_database(lodging, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    with database(NAME):
        handed_on = os.environ["DATABASE_URL"]

    assert handed_on == postgres.Server(NAME, lodging).url


@pytest.mark.parametrize("code", [0, 1])
def test_storms_on_the_older_release_count_and_leave_our_address_alone(notes, monkeypatch, code):
    notes.tests = code
    monkeypatch.setattr(suite, "debian_binaries", lambda: Path("/usr/lib/postgresql/15/bin"))
    older = contextlib.nullcontext(types.SimpleNamespace(url="postgresql://older.invalid/antrean"))
    monkeypatch.setattr(postgres, "cluster", lambda *_, **__: older)

    assert STORMS_ON_DEBIAN() == code
    assert os.environ["DATABASE_URL"] == "postgresql://antrean@db.invalid/antrean"


def test_a_given_database_is_left_as_it_is(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://antrean@db.invalid/antrean")
    with database(NAME):
        handed_on = os.environ["DATABASE_URL"]

    assert handed_on == "postgresql://antrean@db.invalid/antrean"
