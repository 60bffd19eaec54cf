"""Find a visitor whose ticket is lost: by the number on their card, and never without a trace."""

from datetime import date, datetime

from django.db import transaction

from antrean.adapters import cipher
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Application, Office


@transaction.atomic(durable=True)
def find_visitor(
    *, nik: str, birth_date: date, office: Office, day: date, by: Account, now: datetime
) -> Application | None:
    """Return the application whose place is at this office on that day, None where there is none.

    Both the identity number (sixteen digits) and the birth date have to match, so that nobody is
    found by a number alone. Found or not, the look is written on the ledger; for somebody who is
    found it stands in their own list.
    """
    found = (
        Application.objects.filter(
            applicant__nik_hash=cipher.nik_hash(nik),
            applicant__birth_date=birth_date,
            appointments__office=office,
            appointments__day=day,
            ticket_code__isnull=False,
        )
        .exclude(appointments__ending__in=("moved", "cancelled", "released"))
        .select_related("applicant")
        .order_by("-submitted_at", "-id")
        .first()
    )
    subject = found.ref if found else "nobody"
    ledger.write([Deed(office.code, "looked_up", subject, f"account:{by.pk}")], at=now)
    return found
