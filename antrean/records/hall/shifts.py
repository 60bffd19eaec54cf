"""One shift in numbers: who was served, how long it took, how the counter rested."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

from antrean.records.models import Call, Pause, Shift


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """Counts of calls by how they ended; minutes from a call to its end; instants of the calls.

    Calls that were taken back do not count, except as `withdrawn`. Where nobody was served, mean
    and median are None.
    """

    calls: int  # announcements, calling again included
    served: int
    absent: int
    transferred: int
    parked: int
    withdrawn: int
    mean_minutes: float | None
    median_minutes: float | None
    pauses: Sequence[Pause]
    paused_minutes: float
    first_at: datetime | None
    last_at: datetime | None


def report_of(shift: Shift, *, now: datetime) -> ShiftReport:
    """Return what happened at the counter during the shift, until now or until it was closed."""
    until = shift.closed_at or now
    calls = list(
        Call.objects.filter(
            counter=shift.counter, by=shift.account, at__gte=shift.opened_at, at__lte=until
        ).order_by("at", "pk")
    )
    kept = [call for call in calls if call.outcome != "withdrawn"]
    ended = {name: [each for each in calls if each.outcome == name] for name in Call.OUTCOMES}
    took = [_minutes(call.at, call.ended_at or until) for call in ended["served"]]
    pauses = list(Pause.objects.filter(shift=shift).order_by("from_at", "pk"))
    return ShiftReport(
        calls=sum(call.times for call in kept),
        served=len(ended["served"]),
        absent=len(ended["absent"]),
        transferred=len(ended["transferred"]),
        parked=len(ended["parked"]),
        withdrawn=len(ended["withdrawn"]),
        mean_minutes=fmean(took) if took else None,
        median_minutes=median(took) if took else None,
        pauses=pauses,
        paused_minutes=sum(_minutes(each.from_at, each.until_at or until) for each in pauses),
        first_at=kept[0].at if kept else None,
        last_at=max((call.ended_at or call.at for call in kept), default=None),
    )


def _minutes(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds()) / 60
