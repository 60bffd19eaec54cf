"""What an office's hall has to show for itself in public: exceptions, kept ranges, used seats."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, Sum

from antrean.records.lookups import local_day
from antrean.records.models import Cell, Coverage, Office, OrderException, Visit

DAYS = 30


@dataclass(frozen=True, slots=True)
class Honesty:
    """Counts of today and of the last thirty days; shares are None where nothing was counted."""

    exceptions_today: int
    exceptions_month: int
    announced_month: int
    kept_share: float | None  # 0 to 1
    error_minutes: float | None
    seats: int
    taken: int
    served: int


def honesty(office: Office, *, now: datetime) -> Honesty:
    """Count what is public about an office's hall; nobody can be told from it."""
    today = local_day(office, now=now)
    since = today - timedelta(days=DAYS)
    used = OrderException.objects.filter(
        visit__office=office, visit__day__gte=since, used_at__isnull=False
    )
    counted = used.aggregate(month=Count("pk"), today=Count("pk", filter=Q(visit__day=today)))
    rows = Coverage.objects.filter(office=office, day__gte=since).aggregate(
        told=Sum("announced"),
        kept=Sum("inside"),
        error=Sum(F("error_minutes") * F("announced")),
    )
    announced = rows["told"] or 0
    seats, taken = _seats(office, today)
    return Honesty(
        exceptions_today=counted["today"],
        exceptions_month=counted["month"],
        announced_month=announced,
        kept_share=rows["kept"] / announced if announced else None,
        error_minutes=rows["error"] / announced if announced else None,
        seats=seats,
        taken=taken,
        served=Visit.objects.filter(office=office, day=today, state="done").count(),
    )


def _seats(office: Office, day: date) -> tuple[int, int]:
    sums = Cell.objects.filter(office=office, day=day).aggregate(
        seats=Sum("seats"), taken=Sum("taken")
    )
    return sums["seats"] or 0, sums["taken"] or 0
