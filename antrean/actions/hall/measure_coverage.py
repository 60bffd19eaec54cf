"""Measure coverage: compare what people were told with what came, and learn for tomorrow."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from antrean.domain.hall import calibration as learning
from antrean.domain.hall.calibration import Forecast, Seen
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.hall.forecasts import calibration_of
from antrean.records.models import Announced, Call, Coverage, Office


@transaction.atomic(durable=True)
def measure_coverage(office: Office, *, day: date, now: datetime) -> Coverage:
    """Store how honest a closed day's ranges were, once, with the margins that follow from it.

    Counted are ranges in which something had to be guessed; whoever was never called, or was
    called out of turn, does not count. A second call returns the first row.
    """
    stored = Coverage.objects.filter(office=office, day=day).first()
    if stored is not None:
        return stored
    seen = [each for each in _seen(office, day=day) if not each.forecast.is_certain]
    learned = learning.recalibrated(calibration_of(office), seen)
    row, is_new = Coverage.objects.get_or_create(
        office=office,
        day=day,
        defaults={
            "announced": len(seen),
            "inside": sum(each.forecast.holds(each.minutes) for each in seen),
            "error_minutes": learning.mean_absolute_error(seen),
            "calibration": learned.as_json(),
            "at": now,
        },
    )
    if is_new:
        detail = {"announced": row.announced, "inside": row.inside}
        deed = Deed(office.code, "coverage_measured", f"hall:{day}", "system", detail)
        ledger.write([deed], at=now)
    return row


def _seen(office: Office, *, day: date) -> Iterator[Seen]:
    told = Announced.objects.filter(visit__office=office, visit__day=day)
    first: dict[int, datetime] = {}
    calls = Call.objects.filter(visit__office=office, visit__day=day)
    in_turn = calls.exclude(outcome="withdrawn").exclude(why="exception").order_by("at", "id")
    for visit, at in in_turn.values_list("visit", "at"):
        first.setdefault(visit, at)
    for each in told.order_by("id"):
        if each.visit_id in first:
            minutes = (first[each.visit_id] - each.at).total_seconds() / 60
            band = str(each.basis.get("band", ""))
            yield Seen(Forecast(each.low, each.likely, each.high, band), minutes)
