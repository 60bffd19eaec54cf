"""Show a person: open somebody's identity to staff, and remember who looked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from antrean.actions.register_person import nik_end
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Account, Applicant, Application, Office


class NobodyNamed(Exception):
    """The application names no person yet."""


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """What is compared with the card: `nik_end` is the last four digits."""

    full_name: str
    birth_date: date
    nik_end: str


@transaction.atomic(durable=True)
def show_person(
    application: Application, *, office: Office, by: Account, now: datetime
) -> ShownPerson:
    """Return the identity to compare with the card, and write "seen" on the office's ledger.

    The applicant reads there who has looked and when. Raises `NobodyNamed`. The caller has checked
    that `by` is on duty at `office` and that the application has to do with it.
    """
    applicant = Applicant.objects.filter(application=application).first()
    if applicant is None:
        raise NobodyNamed
    ledger.write([Deed(office.code, "seen", application.ref, f"account:{by.pk}")], at=now)
    return ShownPerson(applicant.full_name, applicant.birth_date, nik_end(applicant))
