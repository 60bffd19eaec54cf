"""How fast an office works right now: finished services and open counters."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F

from antrean.domain.hall.estimate import Pace, pace
from antrean.domain.hall.stages import STAGES
from antrean.records.hall.line import stages_of, working_shifts
from antrean.records.models import Call, Office

MEASURED_LAST = 200
"""So many calls tell the pace: about the last hour of a large office, the last day of a small."""


def pace_of(office: Office, *, now: datetime) -> Pace:
    """Return the pace at which people at the first stage are called.

    Where every counter does everything, a person keeps counters busy for all stages together;
    where counters are apart, for the first stage alone.
    """
    shifts = list(working_shifts(office))
    apart = any(set(stages_of(each) or STAGES) != set(STAGES) for each in shifts)
    calls = Call.objects.filter(
        counter__office=office, outcome="served", started_at__isnull=False, ended_at__lte=now
    ).order_by("-ended_at", "-id")
    if apart:
        calls = calls.filter(stage__in=FIRST_STAGES)
        shifts = [each for each in shifts if _does_first(stages_of(each))]
    minutes: defaultdict[int, float] = defaultdict(float)
    spans = calls.annotate(took=F("ended_at") - F("at")).values_list("visit", "took")
    for visit, took in spans[:MEASURED_LAST]:
        minutes[visit] += took.total_seconds() / 60
    return pace(list(minutes.values()), counters=len(shifts))


FIRST_STAGES = ("documents", "collection")


def _does_first(stages: list[str]) -> bool:
    return not stages or any(stage in FIRST_STAGES for stage in stages)
