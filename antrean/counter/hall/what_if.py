"""One more counter? The same made-up days with more and fewer counters, side by side."""

from collections.abc import Callable, Sequence
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
class Bar:
    """A number in words, how much of the bar it fills, and what the full bar stands for."""

    said: str
    percent: int
    scale: str


@dataclass(frozen=True, slots=True)
class Row:
    """What came of the days with so many counters; `bars` in the order of the columns."""

    counters: int
    is_now: bool
    bars: Sequence[Bar]


@at_office(*LEADERS)
def asking(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for a number of counters; show the waits with one less, as many, and one or two more."""
    like = OfficeDay()
    week = typical_week(desk.office, now=desk.now, like=like)
    now = _counters(request, desk, seats=seats_a_day(week), minutes_each=like.minutes_each)
    is_asked = "loket" in request.GET and bool(week)
    found = {each: _answer(desk, week[0], each) for each in _around(now)} if is_asked else {}
    return desks.page(
        request,
        desk,
        "hall/what_if.html",
        rows=_rows(found, now=now),
        in_short=_in_short(found, now=now),
        has_calendar=bool(week),
        counters=now,
        days=DAYS,
        said=_("Tempat sehari: %(seats)d.") % {"seats": seats_a_day(week)},
    )


def _answer(desk: Desk, plan: OfficeDay, counters: int) -> Answer:
    return what_if(
        plan,
        counters=counters,
        chance=Random(SEED),  # noqa: S311  the same made-up people for every row
        days=DAYS,
        calibration=calibration_of(desk.office),
    )


def _rows(found: dict[int, Answer], *, now: int) -> list[Row]:
    """Lay the answers side by side; all bars of a column share one scale."""
    longest = max((each.wait_p90 for each in found.values()), default=0.0)
    most = max((each.served_per_day for each in found.values()), default=0.0)
    return [
        Row(
            counters,
            is_now=counters == now,
            bars=[
                _bar(each.wait_p50, of=longest, say=_minutes),
                _bar(each.wait_p90, of=longest, say=_minutes),
                _bar(each.served_per_day, of=most, say=_people),
                _bar(each.utilisation * 100, of=100, say=_percent),
            ],
        )
        for counters, each in found.items()
    ]


def _bar(value: float, *, of: float, say: Callable[[float], str]) -> Bar:
    percent = round(100 * value / of) if of else 0
    return Bar(say(value), min(100, percent), _("Batang penuh: %(most)s") % {"most": say(of)})


def _in_short(found: dict[int, Answer], *, now: int) -> str:
    """Say what one more counter changes for nine of ten people."""
    if now not in found or now + 1 not in found:
        return ""
    waits = {"now": _minutes(found[now].wait_p90), "then": _minutes(found[now + 1].wait_p90)}
    return (
        _("Satu loket lagi: 9 dari 10 orang menunggu paling lama %(then)s, bukan %(now)s.") % waits
    )


def _minutes(value: float) -> str:
    return _("%(minutes)d mnt") % {"minutes": round(value)}


def _people(value: float) -> str:
    return _("%(people)d orang") % {"people": round(value)}


def _percent(value: float) -> str:
    return f"{round(value)} %"


def _counters(request: HttpRequest, desk: Desk, *, seats: int, minutes_each: float) -> int:
    """Return the number that was asked for, the counters there are, or what the seats need."""
    asked = request.GET.get("loket", "")
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:2]) <= 40:
        return int(asked[:2])
    there = Counter.objects.filter(office=desk.office).count()
    return max(there, round(seats * minutes_each / MINUTES_OF_A_DAY), 1)


def _around(counters: int) -> list[int]:
    return [each for each in range(counters - 1, counters + 3) if each >= 1]
