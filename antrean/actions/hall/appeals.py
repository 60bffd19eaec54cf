"""Appeal against an absence: the applicant says why, and a person decides."""

from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.models import Absence, Account


class AlreadyAppealed(Exception):
    """An appeal was sent already."""


class AlreadyDecided(Exception):
    """The appeal was decided already, or there is none."""


@transaction.atomic(durable=True)
def appeal(absence: Absence, *, words: str, by: Account, now: datetime) -> Absence:
    """Store the applicant's words, once. Raises `AlreadyAppealed`."""
    first = Absence.objects.filter(pk=absence.pk, appealed_at__isnull=True)
    if not first.update(appeal=words, appealed_at=now):
        raise AlreadyAppealed
    _write(absence, name="absence_appealed", by=by, now=now)
    absence.refresh_from_db()
    return absence


@transaction.atomic(durable=True)
def decide_appeal(absence: Absence, *, excuse: bool, by: Account, now: datetime) -> Absence:
    """Excuse the absence, or let it stand; the applicant's words are erased either way.

    Raises `AlreadyDecided`.
    """
    asked = Absence.objects.filter(
        pk=absence.pk, appealed_at__isnull=False, decided_at__isnull=True
    )
    if not asked.update(excused=excuse, decided_by=by, decided_at=now, appeal=""):
        raise AlreadyDecided
    _write(absence, name="absence_excused" if excuse else "absence_stands", by=by, now=now)
    absence.refresh_from_db()
    return absence


def _write(absence: Absence, *, name: str, by: Account, now: datetime) -> None:
    place = absence.appointment
    deed = Deed(place.office.code, name, place.application.ref, f"account:{by.pk}")
    ledger.write([deed], at=now)
