"""Call the next number to a counter: whose turn it is follows from the rule, not from a choice."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import hold, open_call, require_calling
from antrean.actions.hall.memory import Memory
from antrean.records import ledger
from antrean.records.models import Account, Call, Shift


class StillCalled(Exception):
    """The number at this counter was called and has not been served or marked absent yet."""


@transaction.atomic(durable=True)
def call_next(shift: Shift, *, by: Account, now: datetime) -> Call | None:
    """Call whoever comes first in the published order; None when nobody waits.

    Ends what is being served at this counter first. Counters take turns behind the hall's lock,
    so two that call at once get two people, in order. Raises `StillCalled` while a called number
    has not come forward, and what `hold` and `require_calling` raise.
    """
    held = hold(shift, by=by, now=now)
    require_calling(held)
    current, memory, deeds = open_call(held), Memory(held), []
    if current is not None:
        if current.started_at is None:
            raise StillCalled
        memory.note(current)
        deeds += turns.serve(held, current)
    call, said = turns.call_turn(held)
    if current is not None or call is not None:
        memory.keep("next", visit=current.visit if current and not call else None, new=call)
        ledger.write(deeds + said, at=now)
    return call
