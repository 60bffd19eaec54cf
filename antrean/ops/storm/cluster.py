"""Live processes that share nothing but PostgreSQL, killed without warning and started again."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from antrean.ops import processes
from antrean.ops.demo import is_taken
from antrean.ops.processes import Command

LIVE = "antrean.live.app:app"
START_SECONDS_MAX = 60
PORTS = range(20_000, 30_000)
"""Below those the kernel gives to callers: a caller of a dead process must not meet itself."""


class NotUp(Exception):
    """The live processes did not come up."""


class Cluster:
    """The live processes, counted from 0."""

    def __init__(
        self,
        ports: Sequence[int],
        commands: Sequence[Command],
        programs: dict[str, subprocess.Popen[bytes]],
    ) -> None:
        self.ports = ports
        self.fell = 0
        self._commands = commands
        self._programs = programs

    def kill(self, process: int) -> None:
        """End a process and whatever it started, with no time for a last word; start it again."""
        program = self._programs[str(process)]
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        self._start(process)

    def kill_desk(self, process: int) -> bool:
        """End what settles behind a process' door, and nothing else; say whether it was found."""
        desk = _desk_in(self._programs[str(process)].pid)
        if desk is None:
            return False
        with contextlib.suppress(ProcessLookupError):  # it ended meanwhile
            os.kill(desk, signal.SIGKILL)
        return True

    def revive(self) -> None:
        """Start again what ended by itself; `fell` counts those."""
        for process in range(len(self.ports)):
            if self._programs[str(process)].poll() is not None:
                self.fell += 1
                self._start(process)

    def _start(self, process: int) -> None:
        command = self._commands[process]
        self._programs[str(process)] = subprocess.Popen(command, start_new_session=True)


@contextmanager
def running(number: int, *, target: str = LIVE, chance: Random) -> Iterator[Cluster]:
    """Run so many live processes for the length of a block. Raises `NotUp`."""
    ports = _free_ports(number, chance=chance)
    commands = [processes.granian(target, interface="asgi", port=port) for port in ports]
    named = {str(nth): command for nth, command in enumerate(commands)}
    with processes.side_by_side(named) as programs:
        deadline = time.monotonic() + START_SECONDS_MAX
        while not all(is_taken(port) for port in ports):
            ended = any(program.poll() is not None for program in programs.values())
            if ended or time.monotonic() > deadline:
                raise NotUp
            time.sleep(0.05)
        yield Cluster(ports, commands, programs)


def _desk_in(group: int) -> int | None:
    """Return the process of this group that settles, if it runs."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            words = (folder / "cmdline").read_bytes().split(b"\0")[:-1]
            if os.getpgid(int(folder.name)) == group and words and b"granian" not in words:
                return int(folder.name)
    return None


def _free_ports(number: int, *, chance: Random) -> Sequence[int]:
    found: list[int] = []
    for port in chance.sample(PORTS, k=len(PORTS) // 10):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == number:
            return found
    raise NotUp
