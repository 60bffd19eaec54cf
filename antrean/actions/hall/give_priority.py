"""Give priority: staff saw a need at the door that nobody had named before."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed, lock_open_day
from antrean.records import ledger
from antrean.records.models import Account, Visit

REASONS = ("elderly", "child", "pregnant", "wheelchair", "deaf", "blind", "disabled", "sick")


class NotWaiting(Exception):
    """Only somebody who waits can be given priority."""


@transaction.atomic(durable=True)
def give_priority(visit: Visit, *, reason: str, by: Account, now: datetime) -> Visit:
    """Move somebody who waits to the priority line; the number stays.

    `reason` is one of REASONS and is stored with the visit; the ledger tells the deed, not the
    need, since a need may be about health. Raises `NotWaiting` and `HallClosed`.
    """
    lock_open_day(visit.office, now=now)
    current = Visit.objects.select_related("office", "appointment__application").get(pk=visit.pk)
    if current.state != "waiting":
        raise NotWaiting
    needs = [*current.needs, *({reason} - set(current.needs))]
    if current.line in ("walk_in", "collection", "booked"):
        turns.change(current, line="priority", priority_reason=reason, needs=needs)
        said = deed(current, name="priority_given", actor=f"account:{by.pk}", office=current.office)
        ledger.write([said], at=now)
    return current
