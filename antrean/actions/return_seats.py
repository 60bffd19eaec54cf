"""Return seats: a freed seat whose random minute has come can be given again."""

from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import Deed
from antrean.records import ledger, seats
from antrean.records.models import Appointment


@transaction.atomic(durable=True)
def return_seats(*, now: datetime) -> int:
    """Give back every seat that is due and write each on its office's ledger; return how many.

    Bounded to a thousand a call: call again while it returns that many.
    """
    ids = seats.return_due(now=now)
    returned = Appointment.objects.filter(pk__in=ids).select_related(
        "application", "office", "cell"
    )
    deeds = [
        Deed(
            each.office.code,
            "seat_returned",
            each.application.ref,
            "system",
            {"day": each.day.isoformat(), "window": each.cell.band_starts.isoformat("minutes")},
        )
        for each in returned.order_by("pk")
    ]
    ledger.write(deeds, at=now)
    return len(ids)
