"""How fast an office works right now: finished services and open counters."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from antrean.records.hall.line import working_shifts
from antrean.records.models import Call, Office

MINUTES_EACH = 12.0
"""A service takes so long until an office's own is measured (40 to 70 a booth and day)."""

MEASURED_LAST = 60
BELIEVED_FROM = 10


@dataclass(frozen=True, slots=True)
class Speed:
    """Minutes a visitor keeps a counter busy, over all stages, and how many counters are open."""

    minutes_each: float
    counters: int
    finished: tuple[float, ...]  # minutes of the last services, the newest first


def pace_of(office: Office, *, now: datetime) -> Speed:
    """Return the measured speed, mixed with the general one while few services were measured."""
    calls = Call.objects.filter(
        counter__office=office, outcome="served", started_at__isnull=False, ended_at__lte=now
    ).order_by("-ended_at")
    spans = calls.annotate(took=F("ended_at") - F("at")).values_list("took", flat=True)
    minutes = tuple(each.total_seconds() / 60 for each in spans[:MEASURED_LAST])
    weight = min(1.0, len(minutes) / BELIEVED_FROM)
    own = sum(minutes) / len(minutes) if minutes else MINUTES_EACH
    mean = weight * own + (1 - weight) * MINUTES_EACH
    return Speed(mean, working_shifts(office).count(), minutes)
