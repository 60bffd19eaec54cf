"""Which stages a service goes through at an office on a day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q

from antrean.domain.hall.stages import DEFAULT_PLAN
from antrean.records.models import Office, StagePlan


def plan_of(office: Office, *, service: str, day: date) -> Sequence[str]:
    """Return the stages in order: the office's own plan, the general one, or the default.

    Of several rows of one kind the latest that has begun holds.
    """
    rows = StagePlan.objects.filter(
        Q(office=office) | Q(office__isnull=True), service=service, valid_from__lte=day
    )
    own = rows.order_by(F("office").asc(nulls_last=True), "-valid_from").first()
    return list(own.stages) if own else list(DEFAULT_PLAN[service])
