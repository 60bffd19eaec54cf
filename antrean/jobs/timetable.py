"""What is done again and again, besides sending letters: each chore at its own pace."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from antrean.actions.expire_codes import expire_codes
from antrean.actions.hall.close_hall import close_forgotten
from antrean.actions.hall.measure_coverage import measure_coverage
from antrean.actions.open_calendar import open_calendar
from antrean.actions.return_seats import return_seats
from antrean.actions.write_reminders import DAYS_MOST, write_reminders
from antrean.records.hall.day import forgotten_days, unmeasured_days

log = logging.getLogger(__name__)
REMINDING_MOST = 20
"""How often reminders are written in one turn: letters that somebody waits for come in between."""


@dataclass(frozen=True, slots=True)
class Chore:
    """A deed and how often it is due. It may be done twice or by two workers without harm."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


def _expire_codes(now: datetime) -> None:
    expire_codes(now=now, lifetime=timedelta(minutes=settings.CODE_MINUTES))


def _write_reminders(now: datetime) -> None:
    for _ in range(REMINDING_MOST):
        if write_reminders(now=now) < DAYS_MOST:
            return


def _close_forgotten(now: datetime) -> None:
    for office, day in forgotten_days(now=now):
        close_forgotten(office, day=day, now=now)


def _measure_coverage(now: datetime) -> None:
    for office, day in unmeasured_days():
        measure_coverage(office, day=day, now=now)


CHORES = (
    Chore("return seats", timedelta(seconds=5), lambda now: return_seats(now=now)),
    Chore("write reminders", timedelta(seconds=10), _write_reminders),
    Chore("expire codes", timedelta(minutes=1), _expire_codes),
    Chore("open calendar", timedelta(minutes=10), lambda now: open_calendar(now=now)),
    Chore("close forgotten halls", timedelta(minutes=10), _close_forgotten),
    Chore("measure coverage", timedelta(minutes=10), _measure_coverage),
)


class Timetable:
    """Remembers when each chore was done; at the start all of them are due."""

    def __init__(self, chores: Sequence[Chore] = CHORES) -> None:
        self.chores = chores
        self.done_at: dict[str, datetime] = {}

    def tend(self, *, now: datetime) -> None:
        """Do what is due, in order. A chore that fails is logged and waits for its next turn."""
        for chore in self.chores:
            if not self._is_due(chore, now=now):
                continue
            self.done_at[chore.name] = now
            try:
                chore.do(now)
            except DatabaseError:
                raise  # the worker waits for the database
            except Exception:
                log.exception("A chore failed: %s", chore.name)

    def _is_due(self, chore: Chore, *, now: datetime) -> bool:
        """Say whether its pace has passed; also when the clock was put back behind that."""
        done_at = self.done_at.get(chore.name)
        return done_at is None or abs(now - done_at) >= chore.every
