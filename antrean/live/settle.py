"""Settles one batch of passes, whatever state the database is in."""

import contextlib
import os
import socket
from collections.abc import Sequence

import psycopg
import structlog
from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connection,
    connections,
)
from django.db.backends.postgresql.base import DatabaseWrapper

from antrean.actions.settling import Outcome
from antrean.actions.take_in import Submission, take_in
from antrean.adapters.signing import Pass
from antrean.live.heard import HeardClock
from antrean.live.lines import WATCHED
from antrean.records import clock
from antrean.records.open_seats import OpenSeats

log = structlog.get_logger()


class Settler:
    """What the desk works with: one line to the database, and the calendar as last read.

    The line is its own: a pool would wait between two attempts, longer every time, and the door
    must open as soon as the database is back.
    """

    def __init__(self) -> None:
        self.clock = HeardClock()
        self._open_seats = OpenSeats()
        self._line: DatabaseWrapper | None = None
        self._is_at_work = False

    def prepare(self) -> None:
        """Give this thread its line and hear the clock; the database may be away."""
        words = connections[DEFAULT_DB_ALIAS].settings_dict
        options = {name: value for name, value in words["OPTIONS"].items() if name != "pool"}
        self._line = DatabaseWrapper({**words, "OPTIONS": options | WATCHED}, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = self._line
        try:
            self.clock.hear(clock.now())
        except Exception as problem:  # the first batch will try again
            log.warning("clock_not_heard", problem=type(problem).__name__)

    def settle(self, leaves: Sequence[Pass]) -> list[Outcome]:
        """Return one outcome for each pass, in order; "expired" stored nothing.

        A batch that breaks is tried again in halves, so that nobody suffers from a neighbour. A
        database that fails makes everybody "busy" at once: whether their batch was stored is
        unknown, their key makes trying again safe.
        """
        try:
            self._is_at_work = True
            return self._settle_together(leaves)
        except Exception as problem:  # whatever broke, everybody who waits is answered
            database_failed = isinstance(problem, OperationalError | InterfaceError)
            log.warning("batch_failed", size=len(leaves), problem=type(problem).__name__)
            connection.close()
        finally:
            self._is_at_work = False
        if len(leaves) == 1 or database_failed:
            return [Outcome("busy")] * len(leaves)
        half = len(leaves) // 2
        return self.settle(leaves[:half]) + self.settle(leaves[half:])

    def hang_up(self) -> None:
        """Break the line from outside, so that a batch that waits on it comes back."""
        line = self._line.connection if self._line and self._is_at_work else None
        if line is not None:
            with (
                contextlib.suppress(psycopg.OperationalError, OSError),  # it is closed already
                socket.socket(fileno=os.dup(line.fileno())) as wire,
            ):
                wire.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Give the line back."""
        connection.close()

    def _settle_together(self, leaves: Sequence[Pass]) -> list[Outcome]:
        now = clock.now()
        self.clock.hear(now)
        valid = [leave for leave in leaves if not leave.is_expired(now=now)]
        submissions = [Submission(each.application_id, each.version, each.key) for each in valid]
        outcomes = iter(take_in(submissions, open_seats=self._open_seats, now=now))
        return [
            Outcome("expired") if leave.is_expired(now=now) else next(outcomes) for leave in leaves
        ]
