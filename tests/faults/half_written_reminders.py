"""A worker that is killed between the reminders of a day and the note that they are written.

With the word `hasty` it notes first, in a transaction of its own, as it must not be done.
"""

import os
import signal
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402  nothing of ours may be read before the set-up

from antrean.actions.write_reminders import SETTLED, write_reminders  # noqa: E402
from antrean.records import clock, reminders  # noqa: E402


def die(*_: object, **__: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


if "hasty" in sys.argv:
    until = clock.now() - SETTLED
    with transaction.atomic(durable=True):
        reminders.move_on(reminders.due_days(until=until, limit=9), until=until)
    die()
reminders.move_on = die
write_reminders(now=clock.now())
