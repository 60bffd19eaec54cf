"""The site's own way to a place: one submission at a time through Django, without HTTP."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat

from django.db import connection

from antrean.actions.take_in import Submission, take_in

THREADS = 8
"""As many as a site process answers at a time."""


def submit(drafts: Sequence[Submission], *, seconds: float) -> int:
    """Take drafts in one by one from several threads for so long; return how many got a place."""
    ends = time.monotonic() + seconds
    waiting = chain(drafts, repeat(None))
    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(lambda _: _one_after_another(waiting, ends), range(THREADS)))


def _one_after_another(waiting: Iterator[Submission | None], ends: float) -> int:
    given = 0
    try:
        while time.monotonic() < ends and (submission := next(waiting)):
            given += take_in([submission])[0].kind == "given"
    finally:
        connection.close()  # this thread's
    return given
