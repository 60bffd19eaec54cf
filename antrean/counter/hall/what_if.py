"""One more counter? The same made-up days with more and fewer counters, side by side."""

from dataclasses import dataclass
from random import Random

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from antrean.counter import desk as desks
from antrean.counter.desk import LEADERS, Desk, at_office
from antrean.domain.hall.simulation import Answer, what_if
from antrean.domain.hall.synthetic_day import OfficeDay
from antrean.records.hall.forecasts import calibration_of
from antrean.records.hall.typical_week import seats_a_day, typical_week
from antrean.records.models import Counter

DAYS = 10
MINUTES_OF_A_DAY = 400
SEED = 1


@dataclass(frozen=True, slots=True)
class Row:
    """What came of the days with so many counters."""

    counters: int
    answer: Answer
    is_now: bool


@at_office(*LEADERS)
def asking(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for a number of counters; show the waits with one less, as many, and one or two more."""
    like = OfficeDay()
    week = typical_week(desk.office, now=desk.now, like=like)
    now = _counters(request, desk, seats=seats_a_day(week), minutes_each=like.minutes_each)
    is_asked = "loket" in request.GET and bool(week)
    rows = [_row(desk, week[0], each, now=now) for each in _around(now)] if is_asked else []
    return desks.page(
        request,
        desk,
        "hall/what_if.html",
        rows=rows,
        has_calendar=bool(week),
        counters=now,
        days=DAYS,
        said=_("Tempat sehari: %(seats)d.") % {"seats": seats_a_day(week)},
    )


def _row(desk: Desk, plan: OfficeDay, counters: int, *, now: int) -> Row:
    answer = what_if(
        plan,
        counters=counters,
        chance=Random(SEED),  # noqa: S311  the same made-up people for every row
        days=DAYS,
        calibration=calibration_of(desk.office),
    )
    return Row(counters, answer, is_now=counters == now)


def _counters(request: HttpRequest, desk: Desk, *, seats: int, minutes_each: float) -> int:
    """Return the number that was asked for, the counters there are, or what the seats need."""
    asked = request.GET.get("loket", "")
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:2]) <= 40:
        return int(asked[:2])
    there = Counter.objects.filter(office=desk.office).count()
    return max(there, round(seats * minutes_each / MINUTES_OF_A_DAY), 1)


def _around(counters: int) -> list[int]:
    return [each for each in range(counters - 1, counters + 3) if each >= 1]
