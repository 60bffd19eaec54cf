"""Note a reference change: an entry on the ledger for what the back office changed by hand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import ledger
from antrean.records.models import Account


@transaction.atomic
def note_reference_change(
    *, row: str, office: str | None, detail: Mapping[str, object], by: Account, now: datetime
) -> None:
    """Write "reference_changed" on the office's chain, or on the national one without an office.

    `row` names table and key, such as "closure:12". Called inside the transaction in which the
    back office stores its form, hence not durable; it must be the last deed there.
    """
    deed = Deed(office or NATIONAL, "reference_changed", row, f"account:{by.pk}", detail)
    ledger.write([deed], at=now)
