"""Add a counter: give an office a numbered place where people are served."""

from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Counter, Office


@transaction.atomic(durable=True)
def add_counter(
    *, office: Office, number: int, now: datetime, by: Account | None = None
) -> Counter:
    """Return the office's counter of that number; it is made once, however often this is asked.

    Without `by` the ledger names the system, as when a demonstration is set up.
    """
    counter, is_new = Counter.objects.get_or_create(office=office, number=number)
    if is_new:
        actor = f"account:{by.pk}" if by else "system"
        deed = Deed(office.code, "counter_added", f"counter:{number}", actor)
        ledger.write([deed], at=now)
    return counter
