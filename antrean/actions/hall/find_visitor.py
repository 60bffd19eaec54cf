"""Find a visitor whose ticket is lost: by the number on their card, and never without a trace."""

from datetime import date, datetime

from django.db import transaction

from antrean.adapters import cipher
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Application, Appointment, Office


@transaction.atomic(durable=True)
def find_visitor(
    *, nik: str, birth_date: date, office: Office, day: date, by: Account, now: datetime
) -> Application | None:
    """Return the application whose place is at this office on that day, None where there is none.

    Both the identity number (sixteen digits) and the birth date have to match, so that nobody is
    found by a number alone. Found or not, the look is written on the ledger; for somebody who is
    found it stands in their own list.
    """
    given_back = ("moved", "cancelled", "released")
    kept = Appointment.objects.filter(office=office, day=day).exclude(ending__in=given_back)
    found = (
        Application.objects.filter(
            pk__in=kept.values("application"),
            applicant__nik_hash=cipher.nik_hash(nik),
            applicant__birth_date=birth_date,
        )
        .select_related("applicant")
        .order_by("-submitted_at", "-id")
        .first()
    )
    subject = found.ref if found else "nobody"
    ledger.write([Deed(office.code, "looked_up", subject, f"account:{by.pk}")], at=now)
    return found
