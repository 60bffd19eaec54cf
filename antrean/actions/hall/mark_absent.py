"""Mark absent: the number was called as often and as long as promised, and nobody came."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import HallPaused, deed_at, hold, require_call
from antrean.actions.hall.memory import Memory
from antrean.actions.hall.recall import AlreadyServing
from antrean.domain.hall.holding import Patience, may_mark_absent, patience_for
from antrean.records import ledger
from antrean.records.models import Account, Call, Shift


class TooSoon(Exception):
    """The number has to be called more often or longer first; `patience` says how."""

    def __init__(self, patience: Patience) -> None:
        super().__init__(f"{patience.calls} calls, {patience.seconds} s")
        self.patience = patience


@transaction.atomic(durable=True)
def mark_absent(shift: Shift, call: Call, *, by: Account, now: datetime) -> Call:
    """End the call as absent. The person may come back until the hall closes, see `rejoin`.

    While the whole hall rests or has to leave, nobody is, and nobody who stands at the counter.
    Raises `TooSoon`, `AlreadyServing`, `HallPaused`, `CallOver` and what `hold` raises.
    """
    held = hold(shift, by=by, now=now)
    current = require_call(held, call)
    if held.day.state != "open":
        raise HallPaused
    if current.started_at is not None:
        raise AlreadyServing
    visit = current.visit
    patience = patience_for(visit.needs)
    if not may_mark_absent(patience, calls=current.times, first_called_at=current.at, now=now):
        raise TooSoon(patience)
    memory = Memory(held)
    memory.note(current)
    turns.end_call(current, outcome="absent", now=now)
    owed = visit.standing != "punctual" or visit.since <= now  # else called before their window
    missed = visit.times_missed + int(owed)
    turns.change(visit, state="absent", missed_at=now, times_missed=missed)
    memory.keep("absent", visit=visit)
    ledger.write([deed_at(held, visit, "missed_call", times=current.times)], at=now)
    return current
