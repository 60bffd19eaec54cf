"""How long until somebody is called: the facts of a hall put into the rule of the estimate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from antrean.domain.hall.calibration import Calibration, Forecast
from antrean.domain.hall.estimate import Outlook, Pace, forecast, outlook_of
from antrean.domain.hall.order import Waiter
from antrean.domain.hall.stages import LETTERS
from antrean.records.hall import line, pace
from antrean.records.hall.hours import hours_on
from antrean.records.lookups import local_day
from antrean.records.models import Appointment, Call, Coverage, Office, Visit

NEWCOMER = 0
"""The key of somebody who might come right now."""


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything an estimate needs to know of a hall at one instant; read once for many asks."""

    waiting: Sequence[Waiter]
    expected: Sequence[Waiter]
    recent: Sequence[str]
    pace: Pace
    calibration: Calibration
    idle: int
    begins_in: float
    now: datetime

    def outlook(self, me: Waiter) -> Outlook:
        """Return what is known for somebody who waits, or might."""
        return outlook_of(
            me,
            waiting=self.waiting,
            expected=self.expected,
            recent=self.recent,
            now=self.now,
            idle=self.idle,
            begins_in=self.begins_in,
        )

    def forecast(self, outlook: Outlook) -> Forecast:
        """Return the range of minutes until the call."""
        return forecast(outlook, pace=self.pace, calibration=self.calibration)


def hall_now(office: Office, *, now: datetime) -> Hall | None:
    """Read the hall, or return None where no counter is open: nothing can be said then."""
    speed = pace.pace_of(office, now=now)
    if speed.counters == 0:
        return None
    day = local_day(office, now=now)
    busy = Call.objects.filter(counter__office=office, ended_at__isnull=True).count()
    return Hall(
        waiting=line.everyone(office, now=now),
        expected=_expected(office, now=now),
        recent=line.recent_groups(office, day=day),
        pace=speed,
        calibration=calibration_of(office),
        idle=max(0, speed.counters - busy),
        begins_in=_begins_in(office, now=now),
        now=now,
    )


def forecast_for(visit: Visit, *, hall: Hall) -> tuple[Outlook, Forecast]:
    """Return what is known and the range for somebody who waits."""
    outlook = hall.outlook(line.waiters([visit])[0])
    return outlook, hall.forecast(outlook)


def newcomers(office: Office, *, now: datetime) -> dict[str, Forecast]:
    """Return per class letter the range for somebody who would come right now; empty if closed."""
    hall = hall_now(office, now=now)
    if hall is None:
        return {}
    found = {}
    for kind, letter in LETTERS.items():
        standing = "punctual" if kind == "booked" else "open"
        me = Waiter(id=NEWCOMER, line=kind, standing=standing, since=now, arrives_at=now)
        found[letter] = hall.forecast(hall.outlook(me))
    return found


def calibration_of(office: Office) -> Calibration:
    """Return what was learned at this office until last night."""
    latest = Coverage.objects.filter(office=office).order_by("-day").first()
    return Calibration.from_json(latest.calibration if latest else {})


def _expected(office: Office, *, now: datetime) -> list[Waiter]:
    places = Appointment.objects.filter(
        office=office,
        day=local_day(office, now=now),
        ended_at__isnull=True,
        visit__isnull=True,
        arrives_at__gte=now,
    )
    return [
        Waiter(
            id=-each.pk,
            line="booked",
            standing="punctual",
            since=each.window_starts_at,
            arrives_at=each.arrives_at,
        )
        for each in places.order_by("arrives_at")
    ]


def _begins_in(office: Office, *, now: datetime) -> float:
    """Return the minutes until work begins, or goes on after the break; 0 while it goes on."""
    zone = ZoneInfo(office.timezone)
    here = now.astimezone(zone)
    hours = hours_on(office, day=here.date())
    if hours is None:
        return 0.0

    def minutes_until(clock: time) -> float:
        return (datetime.combine(here.date(), clock, tzinfo=zone) - now).total_seconds() / 60

    if here.time() < hours.opens:
        return minutes_until(hours.opens)
    if hours.break_starts and hours.break_ends and hours.break_starts <= here.time():
        return max(0.0, minutes_until(hours.break_ends))
    return 0.0
