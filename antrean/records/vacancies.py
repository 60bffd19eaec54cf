"""Where seats are still free, for many offices in one statement."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import F, Min, Q

from antrean.records.lookups import earliest_days
from antrean.records.models import Cell, Office


def first_free_days(
    offices: Iterable[Office], *, pools: Sequence[str], now: datetime
) -> dict[str, date]:
    """Return by office code the first day that may be given, with a free seat in one of the pools.

    An office without a free seat is missing from the answer. One query.
    """
    wanted = list(offices)
    earliest = earliest_days(wanted, now=now)
    zones = {office.timezone: earliest[office.code] for office in wanted}
    late_enough = Q(pk__in=[])
    for timezone, day in zones.items():
        late_enough |= Q(office__timezone=timezone, day__gte=day)
    rows = (
        Cell.objects.filter(late_enough, office__in=wanted, pool__in=pools, taken__lt=F("seats"))
        .values_list("office__code")
        .annotate(first=Min("day"))
    )
    return dict(rows)
