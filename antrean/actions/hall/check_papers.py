"""Check papers: the officer ticks the list; what is missing is mailed, and the place is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import Held, deed_at, hold, require_call
from antrean.actions.hall.memory import Memory
from antrean.domain.hall.undo import GRACE_SECONDS, UNDO_SECONDS
from antrean.records import ledger, outbox
from antrean.records.models import Account, Call, PaperCheck, Shift, Visit
from antrean.records.outbox import Letter


@transaction.atomic(durable=True)
def check_papers(
    shift: Shift,
    call: Call,
    *,
    present: Sequence[str],
    missing: Sequence[str],
    by: Account,
    now: datetime,
) -> PaperCheck:
    """Store what is there and what is missing, as lines of the list the officer saw.

    With something missing the person is parked: the place is kept until the hall closes, and the
    exact list is mailed once the time to undo is over. With nothing missing the call goes on.
    Raises `CallOver` and what `hold` raises.
    """
    held = hold(shift, by=by, now=now)
    current = require_call(held, call)
    visit = current.visit
    checked = PaperCheck.objects.create(
        visit=visit, by=by, at=now, present=list(present), missing=list(missing)
    )
    if not missing:
        ledger.write([deed_at(held, visit, "papers_complete")], at=now)
        return checked
    memory = Memory(held)
    memory.note(current)
    turns.end_call(current, outcome="parked", now=now)
    turns.change(visit, state="parked", parked_for="papers")
    memory.keep("papers", visit=visit)
    _write_letter(held, visit, checked)
    ledger.write([deed_at(held, visit, "papers_missing", count=len(missing))], at=now)
    return checked


def _write_letter(held: Held, visit: Visit, checked: PaperCheck) -> None:
    if visit.appointment is None:
        return
    application = visit.appointment.application
    account = application.account
    letter = Letter(
        ref=application.ref,
        kind="papers_missing",
        version=checked.pk,
        to_address=account.email if account else "",
        language=application.language,
        application_id=application.pk,
        account_id=account.pk if account else None,
        content={"missing": checked.missing, "check": checked.pk},
        due_at=held.now + timedelta(seconds=UNDO_SECONDS + GRACE_SECONDS),
    )
    outbox.write([letter], at=held.now)
