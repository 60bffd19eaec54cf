"""Who has come and who is still expected, as the door asks."""

from datetime import datetime

from antrean.records.lookups import local_day
from antrean.records.models import Application, Appointment, Call, Visit


def visit_of(application: Application) -> Visit | None:
    """Return the latest visit of an application, None where nobody came for it."""
    visits = Visit.objects.select_related("office", "appointment__application__applicant")
    return visits.filter(appointment__application=application).order_by("-arrived_at").first()


def counter_of(visit: Visit) -> int | None:
    """Return the number of the counter somebody is called to now, None for anybody else."""
    calls = Call.objects.filter(visit=visit, ended_at__isnull=True)
    return calls.values_list("counter__number", flat=True).first()


def family_expected(visit: Visit, *, now: datetime) -> list[Appointment]:
    """Return the places of the same account for today that nobody has come for, by arrival."""
    if visit.party is None:
        return []
    places = Appointment.objects.filter(
        application__account=visit.party,
        office=visit.office,
        day=local_day(visit.office, now=now),
        ended_at__isnull=True,
        visit__isnull=True,
    )
    return list(places.select_related("application__applicant").order_by("arrives_at"))
