"""Takes letters from the outbox to the mail server, a batch at a time over one line."""

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable
from threading import Event

from django.db import DatabaseError

from antrean.actions.lease_notices import Lease, give_back, lease_notices
from antrean.actions.settle_notice import look_again, note_refused, note_sent, put_off
from antrean.adapters.cipher import Unreadable
from antrean.adapters.mail_server import Address, Line, LineDown, NotNow, Refused
from antrean.jobs.checklist import Checklists
from antrean.jobs.letters import letter
from antrean.records import clock

log = logging.getLogger(__name__)
BREAKS_MAX = 2
"""A line that breaks twice in one batch ends it: the server is in trouble, not one letter."""

Luck = Callable[[], float]
Tally = Counter[str]


class Postman:
    """Sends what is due. `luck` gives numbers from 0 to 1; `stopping` ends after this letter."""

    def __init__(self, address: Address, *, luck: Luck, stopping: Event) -> None:
        self.address, self.luck, self.stopping = address, luck, stopping
        self.line: Line | None = None
        self.checklists = Checklists()

    def batch(self) -> Tally:
        """Deliver one batch; return what became of how many: sent, passed_over, refused, put_off.

        Passed over is what had become untrue or was taken by another worker. An empty answer
        means that nothing was due.
        """
        waiting, tally = deque(lease_notices(now=clock.now())), Tally()
        self.checklists = Checklists()
        try:
            self._deliver_all(waiting, tally)
        finally:
            give_back(list(waiting))
            self._hang_up()
        return tally

    def cut(self) -> None:
        """Break off a letter that takes too long, from another thread: it is tried again later."""
        if self.line is not None:
            self.line.cut()

    def _deliver_all(self, waiting: deque[Lease], tally: Tally) -> None:
        breaks = 0
        while waiting and not self.stopping.is_set():
            try:
                line = self._open_line()
                tally[self._deliver(waiting.popleft(), line)] += 1
            except LineDown as problem:
                breaks += 1
                reached = self.line is not None
                tally["put_off"] += reached
                self._hang_up()
                if not reached or breaks == BREAKS_MAX:
                    tally["put_off"] += self._put_off(waiting, problem)
                    waiting.clear()

    def _deliver(self, lease: Lease, line: Line) -> str:
        due = look_again(lease, now=clock.now())
        if due is None:
            return "passed_over"
        try:
            written = letter(due, checklists=self.checklists, now=clock.now())
            line.send(written, to=due.notice.to_address)
        except (Refused, Unreadable) as problem:
            note_refused(due, error=_said(problem), now=clock.now())
            return "refused"
        except NotNow as problem:
            self._put_off([due.lease], problem)
            return "put_off"
        except LineDown as problem:
            self._put_off([due.lease], problem)
            raise
        except DatabaseError:
            raise
        except Exception as problem:
            log.exception("A letter could not be written: notice %s", due.notice.pk)
            self._put_off([due.lease], problem)
            return "put_off"
        note_sent(due, now=clock.now())
        return "sent"

    def _put_off(self, leases: Iterable[Lease], problem: Exception) -> int:
        return put_off(list(leases), error=_said(problem), luck=self.luck, now=clock.now())

    def _open_line(self) -> Line:
        if self.line is None or not self.line.is_open:
            self.line = None
            self.line = Line(self.address)
        return self.line

    def _hang_up(self) -> None:
        if self.line is not None:
            self.line.hang_up()
        self.line = None


def _said(problem: Exception) -> str:
    return str(problem) or type(problem).__name__
