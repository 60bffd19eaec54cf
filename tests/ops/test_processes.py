"""Programs started together end together, and signals reach whoever they are meant for."""

import os
import signal
import subprocess
import sys

import pytest

from antrean.ops import processes

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = """
import pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(f"{child.pid}\\n")
time.sleep(60)
"""


def is_gone(pid):
    """Tell whether a process has ended; what only its parent has not noticed counts as ended."""
    answer = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()[:1] in {"", "Z"}


def test_leaving_the_block_ends_every_program():
    with processes.side_by_side({"one": SLEEPER, "other": SLEEPER}) as running:
        pids = [program.pid for program in running.values()]

    assert all(is_gone(pid) for pid in pids)


def test_an_error_inside_the_block_ends_them_too():
    with pytest.raises(KeyboardInterrupt), processes.side_by_side({"one": SLEEPER}) as running:
        raise KeyboardInterrupt

    assert is_gone(running["one"].pid)


def test_a_program_that_does_not_listen_is_ended_with_its_children(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.2)
    note = tmp_path / "child"

    with processes.side_by_side({"deaf": [sys.executable, "-c", DEAF, str(note)]}) as running:
        while not (note.exists() and note.read_text().endswith("\n")):
            assert running["deaf"].poll() is None

    assert is_gone(running["deaf"].pid)
    assert is_gone(int(note.read_text()))


def test_the_first_program_to_end_is_told_by_name_and_code():
    ending = [sys.executable, "-c", "raise SystemExit(7)"]

    with processes.side_by_side({"sleeper": SLEEPER, "short": ending}) as running:
        assert processes.first_to_end(running) == ("short", 7)


def test_a_program_alone_hands_back_its_exit_code():
    assert processes.alone([sys.executable, "-c", "raise SystemExit(5)"]) == 5


def test_a_program_ended_by_a_signal_counts_as_a_shell_counts_it():
    killing_itself = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"

    assert processes.alone([sys.executable, "-c", killing_itself]) == 128 + signal.SIGKILL


def test_a_wish_to_stop_reaches_the_program_in_the_foreground():
    telling_parent = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: os._exit(9))\n"
        "os.kill(os.getppid(), signal.SIGTERM)\n"
        "time.sleep(60)"
    )

    assert processes.alone([sys.executable, "-c", telling_parent]) == 9


def test_a_wish_to_stop_that_comes_while_the_program_starts_is_passed_on(monkeypatch):
    start = processes.subprocess.Popen

    def interrupted(command):
        program = start(command)
        os.kill(os.getpid(), signal.SIGTERM)
        return program

    monkeypatch.setattr(processes.subprocess, "Popen", interrupted)

    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    assert processes.alone(sleeping) == 128 + signal.SIGTERM


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_wish_to_stop_becomes_the_same_interrupt(number):
    with pytest.raises(KeyboardInterrupt), processes.stopping_kindly():
        os.kill(os.getpid(), number)


def test_a_program_started_in_the_background_of_a_script_hears_ctrl_c():
    with (
        processes.handling(signal.SIG_IGN, signal.SIGINT),
        pytest.raises(KeyboardInterrupt),
        processes.stopping_kindly(),
    ):
        os.kill(os.getpid(), signal.SIGINT)


def test_a_program_told_to_outlive_its_terminal_does():
    with processes.handling(signal.SIG_IGN, signal.SIGHUP), processes.stopping_kindly():
        os.kill(os.getpid(), signal.SIGHUP)

        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
