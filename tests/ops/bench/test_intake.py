"""Intake measured end to end on a few people, and what stops a figure that would lie."""

import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from antrean.ops import debian
from antrean.ops.bench import crowd, ground, growth, intake, live, pgbench, wrk
from antrean.ops.bench.rounds import BenchFailed
from antrean.records.promises import broken_promises
from tests.processes import database_url

LOAD = wrk.Load(answers=100, refused=0, broken=0, seconds=2.0, p50_ms=3.0, p99_ms=9.0, ran_out=0)
FIGURES = {"submissions_per_s", "p50_ms", "p99_ms", "cpu_us_server", "cpu_us_database"}


@pytest.mark.wrk
@pytest.mark.django_db(transaction=True)
def test_every_way_is_measured_from_the_same_beginning(offices, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setattr(live, "WARM_UP", 50)
    monkeypatch.setattr(pgbench, "CLIENTS", (2,))
    crowd.open_cells(offices, seats_a_day=10_000)
    drafts = sorted(crowd.make(15_000, offices=offices), key=lambda each: each.application_id)
    scene = intake.Scene("spread", seconds=1, connections=8, people=15_000, drafts=drafts)
    scene.cells = pgbench.wanted(offices)
    ground.keep_drafts()

    figures = intake._round(scene, tmp_path)

    assert figures.keys() == FIGURES | {"pgbench_per_s", "ratio", "plain_site_per_s"}
    assert all(figures.values())
    assert 0 < scene.acknowledged <= scene.stored
    assert list(broken_promises()) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_draft, bench_claim, bench_cell")
        cursor.execute("TRUNCATE records_account CASCADE")  # sooner than row by row


@pytest.mark.parametrize(
    ("load", "stored", "unseated", "said"),
    [
        ({"ran_out": 1}, 100, 0, "--people"),
        ({"refused": 3}, 97, 0, "Not everybody got a place"),
        ({"broken": 1}, 100, 0, "Not everybody got a place"),
        ({}, 100, 2, "Not everybody got a place: 2"),
        ({}, 99, 0, "100 were told of a place, 99 are stored"),
    ],
)
def test_a_figure_that_would_lie_is_none(load, stored, unseated, said):
    changed = {name: getattr(LOAD, name) for name in wrk.Load.__dataclass_fields__} | load

    with pytest.raises(BenchFailed, match=said):
        live.must_be_whole(wrk.Load(**changed), stored=stored, unseated=unseated)


def test_a_whole_part_is_told_by_the_submission():
    live.must_be_whole(LOAD, stored=101, unseated=0)

    part = live.Part(LOAD, stored=101, server_seconds=0.01, database_seconds=0.004)

    assert part.figures() == {
        "submissions_per_s": 50.0,
        "p50_ms": 3.0,
        "p99_ms": 9.0,
        "cpu_us_server": 100.0,
        "cpu_us_database": 40.0,
    }


def test_a_database_out_of_sight_has_no_processor_time():
    part = live.Part(LOAD, stored=100, server_seconds=0.01, database_seconds=None)

    assert "cpu_us_database" not in part.figures()


def test_what_is_missing_is_said_by_name(monkeypatch):
    monkeypatch.setattr(wrk.shutil, "which", lambda _: None)
    monkeypatch.setattr(debian, "install", lambda *_, **__: False)

    with pytest.raises(BenchFailed, match="wrk is missing"):
        wrk.must_be_here()


@pytest.mark.django_db(transaction=True)
def test_the_last_line_is_one_json_object(monkeypatch, capsys):
    monkeypatch.setattr(intake, "run", lambda **options: {"rounds": options["rounds"], "x": None})

    call_command("bench", "intake", "--rounds", "2")

    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"rounds": 2, "x": None}


@pytest.mark.django_db(transaction=True)
def test_a_bench_that_failed_says_why_and_prints_no_figures(monkeypatch, capsys):
    def fail(**_):
        raise BenchFailed("wrk is missing")

    monkeypatch.setattr(intake, "run", fail)

    with pytest.raises(CommandError, match="wrk is missing"):
        call_command("bench", "intake")
    assert capsys.readouterr().out == ""


def test_growth_is_told_beside_the_first_town(capsys):
    def town(name, places, *rates):
        rounds = [{"submissions_per_s": rate, "p99_ms": 5.0} for rate in rates]
        return growth.Town(name, places, gigabytes=places / 1e6, rounds=rounds)

    towns = [town("0", 0, 9_000, 10_000, 8_000), town("10m", 10_000_000, 9_000, 5_000, 6_000)]

    assert growth.told(towns) == {
        "rate_at_0": 9_000,
        "rate_at_10m": 6_000,
        "ratio_at_10m": 0.75,
        "gb": 10.0,
    }
    assert "10,000,000" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "name"), [(0, "0"), (1_000_000, "1m"), (10_000_000, "10m"), (1_500_000, "1500000")]
)
def test_pasts_are_named_by_their_millions(number, name):
    assert growth.named(number) == name


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(monkeypatch):
    monkeypatch.setattr(growth, "database_pids", lambda: [1])
    monkeypatch.setattr(growth.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**9))

    with pytest.raises(BenchFailed, match="30 GB must be free"):
        growth.must_have_room(10_000_000)
    growth.must_have_room(300_000)
