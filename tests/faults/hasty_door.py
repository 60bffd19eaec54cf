"""A live process as it must not be: it answers first and commits a moment later."""

import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import DEFAULT_DB_ALIAS
from django.db.transaction import Atomic

from antrean.live.app import app  # it sets Django up

from antrean.live import desk, desk_process, settle  # isort: skip

LATER_SECONDS = 0.2

_later = ThreadPoolExecutor(max_workers=1)
_take_in = settle.take_in


def take_in_later(*args, **words):
    """Return outcomes whose transaction is still open."""
    known = Future()
    _later.submit(_take_in_and_wait, known, args, words)
    return known.result()


def _take_in_and_wait(known, args, words):
    around = Atomic(DEFAULT_DB_ALIAS, savepoint=True, durable=False)
    around._from_testcase = True  # else what is durable inside would refuse to be inside
    try:
        with around:
            known.set_result(_take_in(*args, **words))
            time.sleep(LATER_SECONDS)
    except Exception as problem:
        if not known.done():
            known.set_exception(problem)


desk.PROGRAM = (sys.executable, "-m", "tests.faults.hasty_door")
if __name__ == "__main__":
    settle.take_in = take_in_later
    desk_process.main()

__all__ = ["app"]
