"""Transfer: send the person at a counter to another stage of their plan."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed_at, hold, require_call
from antrean.actions.hall.memory import Memory
from antrean.domain.hall.stages import NoSuchStage, stage_place
from antrean.records import ledger
from antrean.records.hall.line import open_shifts, stages_of
from antrean.records.hall.plans import plan_of
from antrean.records.models import Account, Call, Shift

__all__ = ["NoSuchStage", "NobodyWorksThere", "transfer"]


class NobodyWorksThere(Exception):
    """No open counter serves that stage: the person would wait for nothing."""


@transaction.atomic(durable=True)
def transfer(shift: Shift, call: Call, *, stage: str, by: Account, now: datetime) -> Call:
    """End the call and let the person wait for that stage, as of now.

    Raises `NoSuchStage`, `NobodyWorksThere`, `CallOver` and what `hold` raises.
    """
    held = hold(shift, by=by, now=now)
    current = require_call(held, call)
    visit = current.visit
    place = stage_place(stage, plan=plan_of(held.office, service=visit.service, day=visit.day))
    served = [stages_of(each) for each in open_shifts(held.office)]
    if not any(stage in stages or not stages for stages in served):
        raise NobodyWorksThere
    memory = Memory(held)
    memory.note(current)
    turns.end_call(current, outcome="transferred", now=now)
    said = deed_at(held, visit, "transferred", to=stage)
    turns.change(visit, state="waiting", stage=stage, stage_place=place, stage_since=now)
    memory.keep("transfer", visit=visit)
    ledger.write([said], at=now)
    return current
