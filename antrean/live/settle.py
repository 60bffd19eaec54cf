"""Settles one batch of passes in the door's own thread, whatever state the database is in."""

from collections.abc import Sequence

import structlog
from django.db import connection

from antrean.actions.settling import Outcome
from antrean.actions.take_in import Submission, take_in
from antrean.adapters.signing import Pass
from antrean.records import clock

log = structlog.get_logger()


def settle(leaves: Sequence[Pass]) -> list[Outcome]:
    """Return one outcome for each pass, in order; "expired" and "busy" stored nothing.

    A batch that breaks is tried again one by one, so that nobody suffers from a neighbour. A
    broken connection makes everybody "busy": their key makes trying again safe.
    """
    try:
        return _settle_together(leaves)
    except Exception as problem:  # whatever broke, everybody who waits is answered
        log.warning("batch_failed", size=len(leaves), problem=type(problem).__name__)
        connection.close()
    if len(leaves) == 1:
        return [Outcome("busy")]
    return [outcome for leave in leaves for outcome in settle([leave])]


def _settle_together(leaves: Sequence[Pass]) -> list[Outcome]:
    now = clock.now()
    valid = [leave for leave in leaves if not leave.is_expired(now=now)]
    outcomes = iter(
        take_in([Submission(each.application_id, each.version, each.key) for each in valid])
    )
    return [Outcome("expired") if leave.is_expired(now=now) else next(outcomes) for leave in leaves]


def let_go() -> None:
    """Give the thread's connection back."""
    connection.close()
