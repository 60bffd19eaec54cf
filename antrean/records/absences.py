"""Absences of a person, whatever the account: what follows, and who asks to be excused."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from antrean.domain.hall import absence as rule
from antrean.records import prepared
from antrean.records.models import Absence, Appointment, Office

OF = """
SELECT nik_hash, day, excused FROM records_absence
WHERE nik_hash IN (SELECT decode(person, 'hex') FROM unnest(%s::text[]) AS person)
ORDER BY day, id
"""


def absence_of(appointment: Appointment) -> Absence | None:
    """Return the absence noted for a place, None where there is none."""
    return Absence.objects.filter(appointment=appointment).first()


def absences_of(nik_hashes: Iterable[bytes]) -> dict[bytes, list[rule.Absence]]:
    """Return everybody's absences, the oldest first; who has none is missing."""
    found: dict[bytes, list[rule.Absence]] = {}
    for person, day, excused in prepared.fetch(
        OF, prepared.array(each.hex() for each in nik_hashes)
    ):
        found.setdefault(bytes(person), []).append(rule.Absence(day, excused))
    return found


def pauses(nik_hashes: Iterable[bytes], *, today: date) -> dict[bytes, date]:
    """Return for whom a pause holds today, and the first day they may have again."""
    ends = {
        keyed: rule.paused_until(absences, today=today)
        for keyed, absences in absences_of(nik_hashes).items()
    }
    return {keyed: until for keyed, until in ends.items() if until is not None}


def appeals_at(office: Office) -> QuerySet[Absence]:
    """Return the appeals that wait for a decision at an office, the oldest first."""
    asked = Absence.objects.filter(
        appointment__office=office, appealed_at__isnull=False, decided_at__isnull=True
    )
    return asked.select_related("appointment__application__applicant").order_by("appealed_at")
