"""What an office sees of its day: how many are expected, waiting, called and done."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from antrean.records.lookups import local_day
from antrean.records.models import Application, Appointment, Counter, Office, Visit


@dataclass(frozen=True, slots=True)
class DayCounts:
    """People of one day at one office; each is counted in one place only."""

    expected: int  # not here yet
    waiting: int  # checked in, not called
    called: int  # at a counter now
    parked: int  # away for a while, the place is kept
    served: int
    absent: int  # did not come, or not when called
    unserved: int  # came and was not served

    @property
    def arrived(self) -> int:
        """Return how many came and were not absent when called."""
        return self.waiting + self.called + self.parked + self.served + self.unserved


def day_counts(office: Office, *, now: datetime) -> DayCounts:
    """Count the office's own day; places that were moved or given back are out."""
    day = local_day(office, now=now)
    visits = Visit.objects.filter(office=office, day=day)
    counted = visits.aggregate(
        waiting=Count("pk", filter=Q(state="waiting")),
        called=Count("pk", filter=Q(state="at_counter")),
        parked=Count("pk", filter=Q(state="parked")),
        served=Count("pk", filter=Q(state="done")),
        missed=Count("pk", filter=Q(state="absent")),
        unserved=Count("pk", filter=Q(state__in=("unserved", "left"))),
    )
    places = Appointment.objects.filter(office=office, day=day, visit__isnull=True)
    away = places.aggregate(
        expected=Count("pk", filter=Q(ended_at__isnull=True)),
        absent=Count("pk", filter=Q(ending="absent")),
    )
    missed = counted.pop("missed")
    return DayCounts(expected=away["expected"], absent=away["absent"] + missed, **counted)


def counters_of(office: Office) -> list[Counter]:
    """Return the office's counters by number."""
    return list(Counter.objects.filter(office=office).order_by("number"))


def helped_today(office: Office, *, now: datetime, limit: int = 20) -> list[Application]:
    """Return the applications this office's staff began for somebody today, the latest first."""
    zone = ZoneInfo(office.timezone)
    midnight = datetime.combine(local_day(office, now=now), time(), tzinfo=zone)
    begun = Application.objects.filter(helped_at=office, created_at__gte=midnight)
    return list(begun.select_related("applicant").order_by("-created_at", "-id")[:limit])
