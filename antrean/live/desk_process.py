"""The process at the desk: reads batches from its input, and writes their outcomes to its output.

It ends when its input is closed: by the door on its way out, or by the end of that process.
"""

import os
import signal
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antrean.site.settings")
    django.setup()

from antrean.live import garbage, pipe
from antrean.live.desk import HANGING_UP
from antrean.live.settle import Settler


def main() -> None:
    """Settle one batch after the other."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints disturbs nobody
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # the door decides when it is over
        settler = Settler()
        signal.signal(HANGING_UP, lambda *_: settler.hang_up())
        settler.prepare()
        garbage.look_seldom()
        order: pipe.Order | None = ()  # the first reply answers nothing: it says that we are ready
        while order is not None:
            outcomes = settler.settle(order) if order else []
            replies.write(pipe.packed((settler.clock.heard, outcomes)))
            replies.flush()
            order = pipe.read_order(sys.stdin.buffer)
        settler.let_go()


if __name__ == "__main__":
    main()
