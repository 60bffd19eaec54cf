"""The worker: sends letters and keeps the timetable until it is asked to stop.

On two cores, with the mail server and the database on the same ones, one worker sent 40 letters
with QR code and calendar file a second and two sent 60: a backlog of 100,000 goes in half an hour.
"""

import logging
import signal
from random import SystemRandom
from threading import Event, Timer

from django.db import InterfaceError, OperationalError, close_old_connections

from antrean.adapters.mail_server import Address
from antrean.jobs.mailing import Luck, Postman, Tally
from antrean.jobs.timetable import Timetable
from antrean.records import clock

log = logging.getLogger(__name__)
LUCK = SystemRandom().random
LOOK_SECONDS = 0.5
"""How often an idle worker looks for letters: what somebody waits for comes at once."""

TROUBLE_SECONDS = 2
"""How long to wait when the database does not answer."""

GRACE_SECONDS = 1.0
"""How long a letter may still take after the wish to stop; then its line is cut."""


class Worker:
    """One worker process. Any number may run side by side; each may be killed at any moment."""

    def __init__(self, *, address: Address | None = None, luck: Luck = LUCK) -> None:
        self.stopping = Event()
        self.timetable = Timetable()
        self.postman = Postman(
            address or Address.from_settings(), luck=luck, stopping=self.stopping
        )

    def run(self) -> None:
        """Work until `stop` is called or a signal asks for it."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        while not self.stopping.is_set():
            self.stopping.wait(self._turn())

    def run_once(self) -> Tally:
        """Do every chore, send whatever is due now, and return what became of how many."""
        self.timetable.tend(now=clock.now())
        total = Tally()
        while tally := self.postman.batch():
            total += tally
        return total

    def stop(self) -> None:
        """Finish the letter at hand, but do not wait long for a server that keeps silent."""
        self.stopping.set()
        cutting = Timer(GRACE_SECONDS, self.postman.cut)
        cutting.daemon = True
        cutting.start()

    def _turn(self) -> float:
        """Tend to everything once; return how many seconds to wait before the next turn."""
        close_old_connections()
        try:
            self.timetable.tend(now=clock.now())
            return 0 if self.postman.batch() else LOOK_SECONDS
        except (OperationalError, InterfaceError):
            log.exception("The database does not answer; trying again")
            return TROUBLE_SECONDS
