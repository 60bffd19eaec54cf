"""Call a number again: on every screen and aloud, and counted."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed_at, hold, require_call, require_calling
from antrean.records import ledger
from antrean.records.models import Account, Call, Shift


class AlreadyServing(Exception):
    """The person stands at the counter: there is nobody to call."""


@transaction.atomic(durable=True)
def recall(shift: Shift, call: Call, *, by: Account, now: datetime) -> Call:
    """Call the number at this counter once more.

    Raises `AlreadyServing`, `CallOver` and what `hold` and `require_calling` raise.
    """
    held = hold(shift, by=by, now=now)
    require_calling(held)
    current = require_call(held, call)
    if current.started_at is not None:
        raise AlreadyServing
    Call.objects.filter(pk=current.pk).update(times=F("times") + 1, called_again_at=now)
    current.refresh_from_db(fields=["times", "called_again_at"])
    turns.tell(held, current, "recall")
    ledger.write([deed_at(held, current.visit, "called_again", times=current.times)], at=now)
    return current
