"""Add a counter: give an office a numbered place where people are served."""

from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Counter, Office


@transaction.atomic(durable=True)
def add_counter(
    *,
    office: Office,
    number: int,
    arrow: str = "",
    is_accessible: bool = True,
    now: datetime,
    by: Account | None = None,
) -> Counter:
    """Return the office's counter of that number; it is made once, however often this is asked.

    `arrow` is one of `Counter.ARROWS`, or empty; a counter that is there already stays as it is.
    Without `by` the ledger names the system, as when a demonstration is set up.
    """
    how = {"arrow": arrow, "is_accessible": is_accessible}
    counter, is_new = Counter.objects.get_or_create(office=office, number=number, defaults=how)
    if is_new:
        actor = f"account:{by.pk}" if by else "system"
        deed = Deed(office.code, "counter_added", f"counter:{number}", actor)
        ledger.write([deed], at=now)
    return counter
