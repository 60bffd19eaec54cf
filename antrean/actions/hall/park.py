"""Park: somebody leaves the line for a while and keeps their place until the hall closes."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed, deed_at, hold, lock_open_day, require_call
from antrean.actions.hall.memory import Memory
from antrean.records import ledger
from antrean.records.models import Account, Call, Device, Shift, Visit


class NotParked(Exception):
    """The visit is not parked."""


@transaction.atomic(durable=True)
def park(shift: Shift, call: Call, *, reason: str, by: Account, now: datetime) -> Call:
    """End the call and set the person aside ("papers", "payment" or "other").

    Raises `CallOver` and what `hold` raises.
    """
    held = hold(shift, by=by, now=now)
    current = require_call(held, call)
    memory = Memory(held)
    memory.note(current)
    turns.end_call(current, outcome="parked", now=now)
    turns.change(current.visit, state="parked", parked_for=reason)
    memory.keep("park", visit=current.visit)
    ledger.write([deed_at(held, current.visit, "parked", reason=reason)], at=now)
    return current


@transaction.atomic(durable=True)
def unpark(
    visit: Visit, *, by: Account | None = None, device: Device | None = None, now: datetime
) -> Visit:
    """Let a parked person wait again, at the place they had.

    Raises `NotParked` and `HallClosed`.
    """
    lock_open_day(visit.office, now=now)
    current = Visit.objects.select_related("office", "appointment__application").get(pk=visit.pk)
    if current.state != "parked":
        raise NotParked
    turns.change(current, state="waiting", parked_for="")
    actor = f"account:{by.pk}" if by else f"device:{device.pk if device else 0}"
    ledger.write([deed(current, name="unparked", actor=actor, office=current.office)], at=now)
    return current
