"""Processes of a storm die with everything they started, and rise at once."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from antrean.ops.processes import side_by_side
from antrean.ops.storm import cluster
from antrean.ops.storm.cluster import Cluster, NotUp

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
PARENT = ["sh", "-c", "sleep 600 & echo $! > {note}; wait"]


@pytest.fixture
def two():
    with side_by_side({"0": SLEEPER, "1": SLEEPER}) as programs:
        yield Cluster([1, 2], [SLEEPER, SLEEPER], programs), programs


def test_a_killed_process_is_another_one_at_once(two):
    both, programs = two
    before = [programs[name].pid for name in "01"]

    both.kill(1)

    assert programs["0"].pid == before[0]
    assert programs["1"].pid != before[1]
    assert programs["1"].poll() is None
    assert both.fell == 0


def test_what_ended_by_itself_is_started_again_and_counted(two):
    both, programs = two
    programs["0"].kill()
    programs["0"].wait()

    both.revive()
    both.revive()

    assert programs["0"].poll() is None
    assert both.fell == 1


def test_children_die_with_their_process(tmp_path):
    note = tmp_path / "child"
    command = [word.format(note=note) for word in PARENT]
    with side_by_side({"0": command}) as programs:
        while not (note.exists() and note.read_text().strip()):
            os.sched_yield()
        child = Path(f"/proc/{note.read_text().strip()}")

        Cluster([1], [SLEEPER], programs).kill(0)

        assert not child.exists() or "\nState:\tZ" in (child / "status").read_text()


def test_ports_are_free_and_never_those_that_callers_are_given():
    with socket.create_server(("127.0.0.1", 0)) as given_to_callers:
        ports = cluster._free_ports(4, chance=Random(1))

        assert len(set(ports)) == 4
        assert max(ports) < given_to_callers.getsockname()[1]


def test_a_port_in_use_is_left_alone():
    first = cluster._free_ports(1, chance=Random(1))[0]
    with socket.create_server(("127.0.0.1", first)):
        assert first not in cluster._free_ports(1, chance=Random(1))


def test_a_process_that_does_not_come_up_is_said(monkeypatch):
    monkeypatch.setattr(cluster.processes, "granian", lambda *_, **__: ["false"])

    with pytest.raises(NotUp), cluster.running(2, chance=Random(1)):
        pass


def test_afterwards_none_is_left(monkeypatch):
    listener = (
        "import socket, sys; door = socket.create_server(('127.0.0.1', int(sys.argv[1])))\n"
        "while True: door.accept()"
    )
    started = []

    def popen(command, **words):
        started.append(subprocess_popen(command, **words))
        return started[-1]

    subprocess_popen = subprocess.Popen
    monkeypatch.setattr(
        cluster.processes,
        "granian",
        lambda *_, port, **__: [sys.executable, "-c", listener, str(port)],
    )
    monkeypatch.setattr(subprocess, "Popen", popen)

    with cluster.running(2, chance=Random(1)) as two:
        two.kill(0)

    assert len(started) == 3
    assert all(program.poll() is not None for program in started)
