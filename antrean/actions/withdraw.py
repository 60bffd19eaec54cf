"""Withdraw: leave the draw before its batch closes, and remember who did it."""

from datetime import datetime

from django.db import transaction

from antrean.actions import seating
from antrean.domain.draw.receipt import Receipt
from antrean.domain.ledger import NATIONAL, Deed
from antrean.domain.wishes import from_json
from antrean.records import ledger, outbox, receipts, seats
from antrean.records.models import Account, Application


class NothingInDraw(Exception):
    """The application does not wait for the draw, and did not leave it."""


class DrawRuns(Exception):
    """The batch is closed: the draw runs, and a place that is won can be given back."""


@transaction.atomic(durable=True)
def withdraw(application: Application, *, by: Account, now: datetime) -> None:
    """End an application that waits for the draw, once, however often this is asked.

    Its receipt stays, and the batch closes over its leaf: the published list is whole. So the
    draw has to lock each application that it gives a seat, and look: only who is `in_draw` still
    may have one. A lot whose application has ended is drawn like any other and never seated.

    The batch's lock is shared, as by receipts under way, so this comes wholly before or after
    the closing. Raises `DrawRuns` after it, `NothingInDraw` for whoever never waited, or has a
    place.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("account")
    waiting = locked.get(pk=application.pk)
    receipt = receipts.read_last(waiting.pk)
    if receipt is None or waiting.state not in ("in_draw", "ended"):
        raise NothingInDraw
    if waiting.state == "ended":
        return
    seats.drop_claims([waiting.pk])  # before the look: claims are locked before batches
    if not receipts.takes_in(receipt.batch, now=now):
        raise DrawRuns
    Application.objects.filter(pk=waiting.pk).update(state="ended", ended_at=now)
    kind, version = "application_withdrawn", receipt.age_class
    outbox.write([seating.letter_to(waiting, kind=kind, version=version)], at=now)
    ledger.write([_deed(waiting, receipt, by=by)], at=now)


def _deed(waiting: Application, receipt: Receipt, *, by: Account) -> Deed:
    scope = next(iter(from_json(waiting.wishes).offices), NATIONAL)
    said: dict[str, object] = {
        "batch": receipt.batch.day.isoformat(),
        "leaf": receipt.leaf.hex(),
    }
    return Deed(scope, "application_withdrawn", waiting.ref, f"account:{by.pk}", said)
