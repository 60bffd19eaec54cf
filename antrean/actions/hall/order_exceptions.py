"""Exceptions from the order: one asks with a reason, another agrees, everybody can count them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.actions.hall.holding import deed, lock_open_day
from antrean.records import ledger
from antrean.records.models import Account, OrderException, Visit


class AlreadyAsked(Exception):
    """An exception for this number waits for an answer or to be used."""


class NotWaiting(Exception):
    """Only somebody who waits can be called out of turn."""


class NeedsSecondPerson(Exception):
    """Whoever asks cannot agree themselves."""


class AlreadyDecided(Exception):
    """Somebody has agreed or refused already."""


@transaction.atomic(durable=True)
def ask_exception(visit: Visit, *, reason: str, by: Account, now: datetime) -> OrderException:
    """Ask that a number be called out of turn. Nothing changes until a second person agrees.

    Raises `NotWaiting`, `AlreadyAsked` and `HallClosed`.
    """
    lock_open_day(visit.office, now=now)
    current = Visit.objects.select_related("office", "appointment__application").get(pk=visit.pk)
    if current.state != "waiting":
        raise NotWaiting
    try:
        with transaction.atomic():
            asked = OrderException.objects.create(
                visit=current, reason=reason, asked_by=by, asked_at=now
            )
    except IntegrityError as problem:
        raise AlreadyAsked from problem
    said = deed(current, name="exception_asked", actor=f"account:{by.pk}", office=current.office)
    ledger.write([said], at=now)
    return asked


@transaction.atomic(durable=True)
def decide_exception(
    asked: OrderException, *, agree: bool, by: Account, now: datetime
) -> OrderException:
    """Agree that this number is called next, or refuse.

    Raises `NeedsSecondPerson`, `AlreadyDecided` and `HallClosed`; a constraint stands behind the
    first one.
    """
    office = asked.visit.office
    lock_open_day(office, now=now)
    row = OrderException.objects.select_related("visit__appointment__application").get(pk=asked.pk)
    if row.agreed_at is not None or row.refused_at is not None:
        raise AlreadyDecided
    if agree and row.asked_by_id == by.pk:
        raise NeedsSecondPerson
    if agree:
        row.agreed_by, row.agreed_at = by, now
        OrderException.objects.filter(pk=row.pk).update(agreed_by=by, agreed_at=now)
    else:
        row.refused_at = now
        OrderException.objects.filter(pk=row.pk).update(refused_at=now)
    name = "exception_agreed" if agree else "exception_refused"
    said = deed(row.visit, name=name, actor=f"account:{by.pk}", office=office)
    ledger.write([said], at=now)
    return row
