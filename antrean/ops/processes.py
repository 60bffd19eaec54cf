"""Start programs, wait for them, and leave none behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

Command = Sequence[str]
STOP_SECONDS = 3.0  # with PostgreSQL's own stop this stays below the promised five
LOOK_SECONDS = 0.1


def django(*words: str) -> Command:
    """Return the command that runs one of Django's commands in a process of its own."""
    return [sys.executable, "-m", "django", *words]


CONNECTIONS_MAX = 16_384
"""Open connections of one server process, idle ones too; whoever is beyond waits in the backlog.

The 12,000 streams of a live process leave more than 4,000 for submissions.
"""


def granian(target: str, *, interface: str, port: int, more: Sequence[str] = ()) -> Command:
    """Return the command of a web server on loopback; later words in `more` win.

    What granian calls back-pressure counts connections, not work. HTTP/1 alone, as proxies speak
    it, and small buffers: waiting for the other version keeps 12 KiB of every stream, and what
    a slow reader leaves in a buffer is ours. Headers that dribble, and connections on which
    nothing is asked, are closed after ten seconds; a proxy gives up idle ones sooner. uvloop is
    named because asyncio's own loop costs a half more. A worker with open streams never ends by
    itself, so it is killed after a moment.
    """
    return [
        *(sys.executable, "-m", "granian", target, "--interface", interface),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws"),
        *("--backpressure", str(CONNECTIONS_MAX), "--backlog", "4096"),
        *("--http", "1", "--http1-buffer-size", "16384", "--http1-header-read-timeout", "10000"),
        *("--loop", "uvloop", "--workers-kill-timeout", "2", "--log-level", "error", *more),
    ]


def processors() -> int:
    """Return how many processors this machine has."""
    return os.cpu_count() or 1


def site(*, port: int, more: Sequence[str] = ()) -> Command:
    """Return the command of the site on loopback; later words in `more` win.

    One process for each processor: a process uses one, as Python runs one thread at a time.
    """
    workers = ("--workers", str(processors()))
    target = "antrean.site.wsgi:application"
    return granian(target, interface="wsgi", port=port, more=(*workers, *more))


def alone(command: Command) -> int:
    """Run one program in the foreground and return its exit code.

    The terminal's Ctrl-C reaches it by itself; every other wish to stop is passed on.
    """
    programs: list[subprocess.Popen[bytes]] = []
    early: list[int] = []

    def pass_on(number: int, _: object) -> None:
        if number == signal.SIGINT and sys.stdin.isatty():
            return
        if not programs:
            early.append(number)  # it is just being started
        for program in programs:
            program.send_signal(number)

    with handling(pass_on, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        programs.append(subprocess.Popen(command))
        for number in early:
            programs[0].send_signal(number)
        return _exit_code(programs[0].wait())


@contextlib.contextmanager
def side_by_side(commands: Mapping[str, Command]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run named programs together for the length of a block; afterwards none is left.

    Each is its own group, so that whatever it started goes with it.
    """
    programs: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            programs[name] = subprocess.Popen(command, start_new_session=True)
        yield programs
    finally:
        with handling(signal.SIG_IGN, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            _end(list(programs.values()))


def first_to_end(programs: Mapping[str, subprocess.Popen[bytes]]) -> tuple[str, int]:
    """Wait until one of the programs ends; return its name and exit code."""
    while True:
        for name, program in programs.items():
            if program.poll() is not None:
                return name, _exit_code(program.returncode)
        time.sleep(LOOK_SECONDS)


@contextlib.contextmanager
def stopping_kindly() -> Iterator[None]:
    """Turn every wish to stop into KeyboardInterrupt, so that blocks can tidy up.

    SIGINT is named too: a shell script starts its background programs deaf to it.
    """
    with handling(signal.default_int_handler, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        yield


@contextlib.contextmanager
def handling(handler: object, *numbers: signal.Signals) -> Iterator[None]:
    """Answer the signals with `handler` for the length of a block; `nohup` is respected."""
    before = {
        number: signal.signal(number, handler)  # type: ignore[arg-type]
        for number in numbers
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _end(programs: list[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        _signal(program, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline and any(program.poll() is None for program in programs):
        time.sleep(LOOK_SECONDS / 4)
    for program in programs:
        _signal(program, signal.SIGKILL)
        program.wait()


def _signal(program: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # the whole group is gone already
        os.killpg(program.pid, number)


def _exit_code(returned: int) -> int:
    return 128 - returned if returned < 0 else returned
