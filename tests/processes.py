"""Real servers for tests that must cross a process: started on loopback, ended with the test."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from django.db import connection

from antrean.ops.processes import granian

START_SECONDS_MAX = 30


def database_url() -> str:
    """Return the address of the test's own database, for a process of its own."""
    words = connection.settings_dict
    query = f"?host={quote(words['HOST'], safe='/')}" + (
        f"&port={words['PORT']}" if words["PORT"] else ""
    )
    login = quote(words["USER"]) + (f":{quote(words['PASSWORD'])}" if words["PASSWORD"] else "")
    return f"postgresql://{login}@/{quote(words['NAME'])}{query}"


def free_port() -> int:
    """Return a port that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def server(
    target: str, *, interface: str = "asgi", more: Sequence[str] = (), **environment: str
) -> Iterator[str]:
    """Run granian for `target` on the test's database, as it really runs; yield its address.

    Later words in `more` win.
    """
    port = free_port()
    process = subprocess.Popen(
        granian(target, interface=interface, port=port, more=("--log-level", "warning", *more)),
        env={**os.environ, "DATABASE_URL": database_url(), "PYTHONPATH": ".", **environment},
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not come up")
