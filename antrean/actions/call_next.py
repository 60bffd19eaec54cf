"""Call the next person to a counter, and end the call when they were served or did not come."""

from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.actions import seating
from antrean.records import ledger, seats
from antrean.records.models import Account, Application, Appointment, Call, Counter
from antrean.records.queue import announce, next_waiting


class CounterBusy(Exception):
    """The counter still serves somebody: end that first."""


class CallOver(Exception):
    """The call has ended already."""


TRIES_MAX = 5


def call_next(*, counter: Counter, by: Account, now: datetime) -> Call | None:
    """Call whoever comes first in the published order; None when nobody waits.

    Two counters that call at once get two people: a ticket bears one open call, and whoever comes
    second takes the next. Raises `CounterBusy` while the counter's last call is open.
    """
    for _ in range(TRIES_MAX - 1):
        try:
            return _call(counter, by=by, now=now)
        except IntegrityError:
            continue
    return _call(counter, by=by, now=now)


@transaction.atomic(durable=True)
def _call(counter: Counter, *, by: Account, now: datetime) -> Call | None:
    Counter.objects.select_for_update().get(pk=counter.pk)
    if Call.objects.filter(counter=counter, ended_at__isnull=True).exists():
        raise CounterBusy
    waiting = next_waiting(counter.office, now=now)
    if waiting is None:
        return None
    call = Call.objects.create(appointment=waiting, counter=counter, by=by, at=now)
    announce(waiting, counter=counter)
    deed = seating.deed(waiting, name="called", actor=f"account:{by.pk}")
    ledger.write([deed], at=now)
    return call


@transaction.atomic(durable=True)
def end_call(call: Call, *, outcome: str, by: Account, now: datetime) -> Call:
    """End a call as "served" or "absent"; the place and the application end with it.

    Where the holder moved or gave back the place meanwhile, only the call ends. Raises `CallOver`
    where somebody ended it before.
    """
    held = Appointment.objects.select_related("office", "cell", "application").get(
        pk=call.appointment_id
    )
    Application.objects.select_for_update().get(pk=held.application_id)
    ended = Call.objects.filter(pk=call.pk, ended_at__isnull=True).update(
        ended_at=now, outcome=outcome
    )
    if not ended:
        raise CallOver
    place = Appointment.objects.filter(pk=held.pk, ended_at__isnull=True)
    if place.update(ended_at=now, ending=outcome):
        Application.objects.filter(pk=held.application_id).update(state="ended", ended_at=now)
        seats.drop_claims([held.application_id])
    ledger.write([seating.deed(held, name=outcome, actor=f"account:{by.pk}")], at=now)
    call.refresh_from_db()
    return call
