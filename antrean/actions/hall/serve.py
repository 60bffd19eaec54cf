"""Serve: the person came forward; then this stage is done."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed_at, hold, require_call
from antrean.actions.hall.memory import Memory
from antrean.records import ledger
from antrean.records.models import Account, Call, Shift


@transaction.atomic(durable=True)
def start(shift: Shift, call: Call, *, by: Account, now: datetime) -> Call:
    """Note that the person stands at the counter. Doing it again changes nothing.

    Raises `CallOver` and what `hold` raises.
    """
    held = hold(shift, by=by, now=now)
    current = require_call(held, call)
    if current.started_at is None:
        memory = Memory(held)
        memory.note(current)
        current.started_at = now
        Call.objects.filter(pk=current.pk).update(started_at=now)
        turns.change(current.visit, state="at_counter")
        memory.keep("start", visit=current.visit)
        ledger.write([deed_at(held, current.visit, "service_started")], at=now)
    return current


@transaction.atomic(durable=True)
def finish(shift: Shift, call: Call, *, by: Account, now: datetime) -> Call:
    """End the call as served: the visit goes on to its next stage, or is done.

    Raises `CallOver` and what `hold` raises.
    """
    held = hold(shift, by=by, now=now)
    current = require_call(held, call)
    memory = Memory(held)
    memory.note(current)
    deeds = turns.serve(held, current)
    memory.keep("finish", visit=current.visit)
    ledger.write(deeds, at=now)
    return current
