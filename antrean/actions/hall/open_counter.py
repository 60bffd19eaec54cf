"""Open and close a counter for somebody's shift, and let it rest in between."""

from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.actions.hall.holding import hold, lock_open_day, open_call
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Counter, Pause, Shift


class CounterTaken(Exception):
    """Somebody else works at this counter."""


class WorksElsewhere(Exception):
    """This person has another counter open: close that first; `number` says which."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class StillServing(Exception):
    """Somebody stands at the counter or is called to it: end that first."""


@transaction.atomic(durable=True)
def open_counter(
    counter: Counter, *, stages: list[str] | None = None, by: Account, now: datetime
) -> Shift:
    """Begin a shift; the same person gets the shift that is open already.

    `stages` narrows what is done here today. Raises `CounterTaken`, `WorksElsewhere`, `HallClosed`.
    """
    lock_open_day(counter.office, now=now)
    mine = Shift.objects.filter(account=by, closed_at__isnull=True).select_related("counter")
    if (own := mine.first()) is not None:
        if own.counter_id != counter.pk:
            raise WorksElsewhere(own.counter.number)
        return own
    try:
        with transaction.atomic():
            shift = Shift.objects.create(
                counter=counter, account=by, stages=stages or [], opened_at=now
            )
    except IntegrityError as problem:
        raise CounterTaken from problem
    ledger.write([_deed(shift, "counter_opened", stages=stages or [])], at=now)
    return shift


@transaction.atomic(durable=True)
def close_counter(shift: Shift, *, by: Account, now: datetime) -> Shift:
    """End the shift. Raises `StillServing` and what `hold` raises."""
    held = hold(shift, by=by, now=now)
    if open_call(held) is not None:
        raise StillServing
    Pause.objects.filter(shift=shift, until_at__isnull=True).update(until_at=now)
    Shift.objects.filter(pk=shift.pk).update(closed_at=now)
    ledger.write([_deed(held.shift, "counter_closed")], at=now)
    held.shift.closed_at = now
    return held.shift


@transaction.atomic(durable=True)
def pause(shift: Shift, *, reason: str, by: Account, now: datetime) -> Pause:
    """Let the counter rest; resting already, it goes on resting. Raises what `hold` raises."""
    held = hold(shift, by=by, now=now)
    resting = Pause.objects.filter(shift=held.shift, until_at__isnull=True).first()
    if resting is not None:
        return resting
    rest = Pause.objects.create(shift=held.shift, reason=reason, from_at=now)
    ledger.write([_deed(held.shift, "counter_paused", reason=reason)], at=now)
    return rest


@transaction.atomic(durable=True)
def resume(shift: Shift, *, by: Account, now: datetime) -> None:
    """End the counter's rest; nothing happens where it does not rest."""
    held = hold(shift, by=by, now=now)
    resting = Pause.objects.filter(shift=held.shift, until_at__isnull=True)
    if resting.update(until_at=now):
        ledger.write([_deed(held.shift, "counter_resumed")], at=now)


def _deed(shift: Shift, name: str, **detail: object) -> Deed:
    office, number = shift.counter.office, shift.counter.number
    return Deed(office.code, name, f"counter:{number}", f"account:{shift.account_id}", detail)
