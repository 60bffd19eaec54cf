"""Which stages a service goes through at an office on a day."""

from collections.abc import Sequence
from datetime import date

from antrean.domain.hall.stages import DEFAULT_PLAN
from antrean.records.models import Office, StagePlan


def plan_of(office: Office, *, service: str, day: date) -> Sequence[str]:
    """Return the stages in order: the office's own plan, the general one, or the default.

    Of several rows of one kind the latest that has begun holds.
    """
    rows = StagePlan.objects.filter(service=service, valid_from__lte=day).order_by("-valid_from")
    own = rows.filter(office=office).first() or rows.filter(office__isnull=True).first()
    return list(own.stages) if own else list(DEFAULT_PLAN[service])
