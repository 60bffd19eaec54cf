"""What an office sees of its day: how many are expected, waiting, called and done."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from antrean.records.lookups import local_day
from antrean.records.models import Application, Appointment, Call, Counter, Office
from antrean.records.queue import waiting


@dataclass(frozen=True, slots=True)
class DayCounts:
    """People with an appointment on one day at one office; each is counted in one place only."""

    expected: int  # not here yet
    waiting: int  # checked in, not called
    called: int  # at a counter now
    served: int
    absent: int  # called and did not come

    @property
    def arrived(self) -> int:
        """Return how many have checked in so far, whatever became of them."""
        return self.waiting + self.called + self.served + self.absent


def day_counts(office: Office, *, now: datetime) -> DayCounts:
    """Count the office's own day in one statement; places that were moved or given back are out."""
    live, arrived = Q(ended_at__isnull=True), Q(check_in__isnull=False)
    called = Q(calls__isnull=False)
    places = Appointment.objects.filter(office=office, day=local_day(office, now=now))
    counted = places.aggregate(
        expected=Count("pk", filter=live & ~arrived, distinct=True),
        waiting=Count("pk", filter=live & arrived & ~called, distinct=True),
        called=Count("pk", filter=live & called, distinct=True),
        served=Count("pk", filter=Q(ending="served"), distinct=True),
        absent=Count("pk", filter=Q(ending="absent"), distinct=True),
    )
    return DayCounts(**counted)


def next_in_line(office: Office, *, now: datetime, limit: int = 5) -> list[Appointment]:
    """Return the first who wait, in the order in which they will be called."""
    first = waiting(office, now=now).select_related("application__applicant", "check_in", "office")
    return list(first[:limit])


def counters_of(office: Office) -> list[Counter]:
    """Return the office's counters by number."""
    return list(Counter.objects.filter(office=office).order_by("number"))


def open_call(counter: Counter) -> Call | None:
    """Return whom this counter serves now, if anybody."""
    calls = Call.objects.filter(counter=counter, ended_at__isnull=True)
    return calls.select_related(
        "appointment__office", "appointment__application__applicant"
    ).first()


def helped_today(office: Office, *, now: datetime, limit: int = 20) -> list[Application]:
    """Return the applications this office's staff began for somebody today, the latest first."""
    zone = ZoneInfo(office.timezone)
    midnight = datetime.combine(local_day(office, now=now), time(), tzinfo=zone)
    begun = Application.objects.filter(helped_at=office, created_at__gte=midnight)
    return list(begun.select_related("applicant").order_by("-created_at", "-id")[:limit])
