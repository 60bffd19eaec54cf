"""Undo: take back the last key pressed at a counter, within ten seconds, as if it never was."""

from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import Held, deed_at, hold
from antrean.domain.hall.undo import may_undo
from antrean.records import ledger, seats
from antrean.records.models import (
    Account,
    Application,
    Appointment,
    Call,
    CounterDeed,
    Notice,
    OrderException,
    Shift,
    Visit,
)


class NothingToUndo(Exception):
    """There is no deed at this counter, or its ten seconds are over."""


class ChangedMeanwhile(Exception):
    """Somebody else has gone on from there, so it can no longer be taken back."""


def undo(shift: Shift, *, by: Account, now: datetime) -> CounterDeed:
    """Put everything back as it was before this counter's last deed.

    Raises `NothingToUndo`, `ChangedMeanwhile` and what `hold` raises.
    """
    try:
        return _undo(shift, by=by, now=now)
    except IntegrityError as problem:  # the person or the counter is taken again
        raise ChangedMeanwhile from problem


@transaction.atomic(durable=True)
def _undo(shift: Shift, *, by: Account, now: datetime) -> CounterDeed:
    held = hold(shift, by=by, now=now)
    deed = CounterDeed.objects.filter(shift=held.shift).order_by("-pk").first()
    if deed is None or deed.undone_at is not None or not may_undo(deed.at, now=now):
        raise NothingToUndo
    CounterDeed.objects.filter(pk=deed.pk).update(undone_at=now)
    _withdraw_new_call(held, deed)
    for call_id, was in deed.before["calls"]:
        Call.objects.filter(pk=call_id).update(**_read(Call, was))
    said = [
        deed_at(held, _restore(visit_id, version, was, deed), "undone", deed=deed.name)
        for visit_id, version, was in deed.before["visits"]
    ]
    ledger.write(said, at=now)
    deed.undone_at = now
    return deed


def _withdraw_new_call(held: Held, deed: CounterDeed) -> None:
    made = deed.before["new_call"]
    call = Call.objects.filter(pk=made, ended_at__isnull=True).select_related("visit").first()
    if call is not None:
        turns.end_call(call, outcome="withdrawn", now=held.now)
        turns.tell(held, call, "withdrawn")
        used = OrderException.objects.filter(visit=call.visit, used_at=call.at)
        used.update(used_at=None)


def _restore(visit_id: int, version: int, was: dict[str, str], deed: CounterDeed) -> Visit:
    visit = Visit.objects.select_related("appointment__application__applicant").get(pk=visit_id)
    if visit.version != version:
        raise ChangedMeanwhile
    if visit.ended_at is not None and visit.appointment is not None:
        _reopen(visit.appointment, deed)
    turns.change(visit, **_read(Visit, was))
    if deed.name == "papers" and visit.appointment is not None:
        _take_back_letter(visit.appointment.application, deed)
    return visit


def _take_back_letter(application: Application, deed: CounterDeed) -> None:
    """Delete the letter of that deed. Raises `ChangedMeanwhile` once it is on its way."""
    written = Notice.objects.filter(ref=application.ref, kind="papers_missing", created_at=deed.at)
    written.filter(state="pending", leased_until_at__isnull=True).delete()
    if written.exists():
        raise ChangedMeanwhile


def _reopen(place: Appointment, deed: CounterDeed) -> None:
    """Make a place and its application live again, where that deed ended them.

    A place that was given back before stays given back. Raises `ChangedMeanwhile`.
    """
    application = Application.objects.select_for_update().get(pk=place.application_id)
    was_ended = Appointment.objects.filter(pk=place.pk, ended_at=deed.at, ending="served")
    if not was_ended.update(ended_at=None, ending=""):
        return
    person = application.applicant
    claimed = person and seats.claim_live(
        [(bytes(person.nik_hash), application.pk)], now=application.submitted_at or deed.at
    )
    if not claimed:
        raise ChangedMeanwhile
    Application.objects.filter(pk=application.pk).update(state="live", ended_at=None)


def _read(model: type[Visit] | type[Call], was: dict[str, str]) -> dict[str, object]:
    """Return fields stored as JSON as the database wants them."""
    kinds = {field.name: field for field in model._meta.concrete_fields}
    return {name: kinds[name].to_python(value) for name, value in was.items()}
