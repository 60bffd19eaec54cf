"""Workers in processes of their own, on the test's database, ended with the test."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from tests.post_office import PostOffice
from tests.processes import database_url

REAL = ("-m", "django", "work")
HASTY = ("-m", "tests.faults.hasty_worker")
END_SECONDS_MAX = 60


@contextlib.contextmanager
def worker(
    post_office: PostOffice, *, program: tuple[str, ...] = REAL
) -> Iterator[subprocess.Popen]:
    """Run a worker for the length of a block; afterwards it is gone."""
    surroundings = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "antrean.site.settings",
        "PYTHONPATH": ".",
        "ANTREAN_SMTP_HOST": post_office.address.host,
        "ANTREAN_SMTP_PORT": str(post_office.address.port),
    }
    process = subprocess.Popen([sys.executable, *program], env={**os.environ, **surroundings})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def run_until_it_ends(
    post_office: PostOffice, *, program: tuple[str, ...] = REAL, at: str, signal: int
) -> int:
    """Run a worker, send it the signal when the server hears that step; return its exit code."""
    running: list[subprocess.Popen] = []
    post_office.before_answering[at] = lambda: running[0].send_signal(signal)
    with worker(post_office, program=program) as process:
        running.append(process)
        code = process.wait(END_SECONDS_MAX)
    del post_office.before_answering[at]
    return code
