"""What benches share: medians, percentiles, and the processor time of a family of processes."""

import subprocess
import sys

import pytest

from antrean.ops.bench.rounds import cpu_seconds, database_pids, medians, percentile

BUSY = "import time; ends = time.process_time() + 0.3\nwhile time.process_time() < ends: pass"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}]); input()"


def test_the_middle_round_counts_for_each_figure():
    rounds = [{"rate": 1000.4, "ms": 2.345}, {"rate": 5000.0, "ms": 1.0}, {"rate": 3.0, "ms": 9.0}]

    assert medians(rounds) == {"rate": 1000, "ms": 2.35}


def test_a_figure_that_one_round_lacks_is_the_median_of_the_others():
    assert medians([{"rate": 1.0}, {"rate": 3.0, "db": 4.0}]) == {"rate": 2.0, "db": 4.0}


@pytest.mark.parametrize(("share", "value"), [(50, 50), (99, 99), (100, 100), (0, 1)])
def test_a_percentile_is_a_value_that_was_measured(share, value):
    assert percentile(range(1, 101), share) == value


def test_what_a_child_worked_counts_also_after_it_ended():
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as parent:
        deadline = range(500)
        worked = next((seconds for _ in deadline if (seconds := _looked_at(parent.pid)) >= 0.3), 0)
        parent.communicate(b"\n")

    assert worked >= 0.3


def _looked_at(pid):
    subprocess.run(["sleep", "0.02"], check=True)
    return cpu_seconds([pid])


def test_a_process_that_is_gone_did_nothing():
    with subprocess.Popen([sys.executable, "-c", "pass"]) as gone:
        gone.wait()

    assert cpu_seconds([gone.pid]) == 0


@pytest.mark.django_db
def test_the_database_is_seen_where_it_runs_here():
    [first] = database_pids()

    assert cpu_seconds([first]) > 0
