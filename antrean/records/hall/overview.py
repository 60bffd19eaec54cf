"""What the hall overview shows beside the line: who is away, the counters, what needs help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from antrean.domain.ticket import queue_number
from antrean.records.hall.line import in_the_hall
from antrean.records.lookups import local_day
from antrean.records.models import (
    Absence,
    Call,
    Counter,
    Device,
    HallAlert,
    Office,
    OrderException,
    Pause,
    Shift,
    Visit,
)


@dataclass(frozen=True, slots=True)
class CounterNow:
    """A counter: who works there and since when, why and since when it rests, whom it called."""

    number: int
    who: str
    since: datetime | None
    rests: str
    rests_since: datetime | None
    called: str


def away_at(office: Office, *, now: datetime) -> Sequence[Visit]:
    """Return who is parked or was absent and may come back, by number."""
    away = in_the_hall(office, now=now).filter(state__in=("parked", "absent"))
    return list(away.select_related("office").order_by("queue_letter", "queue_number"))


def counters_at(office: Office) -> list[CounterNow]:
    """Return every counter of an office by number."""
    shifts = Shift.objects.filter(counter__office=office, closed_at__isnull=True)
    by_counter = {each.counter_id: each for each in shifts.select_related("account")}
    pauses = Pause.objects.filter(shift__in=shifts, until_at__isnull=True)
    resting = {each.shift_id: each for each in pauses}
    calls = Call.objects.filter(counter__office=office, ended_at__isnull=True)
    called = {each.counter_id: each.visit for each in calls.select_related("visit")}
    rows = []
    for counter in Counter.objects.filter(office=office).order_by("number"):
        shift, visit = by_counter.get(counter.pk), called.get(counter.pk)
        pause = resting.get(shift.pk) if shift else None
        rows.append(
            CounterNow(
                number=counter.number,
                who=shift.account.username if shift else "",
                since=shift.opened_at if shift else None,
                rests=pause.reason if pause else "",
                rests_since=pause.from_at if pause else None,
                called=queue_number(visit.queue_letter, visit.queue_number) if visit else "",
            )
        )
    return rows


def alerts_at(office: Office) -> Sequence[HallAlert]:
    """Return what needs somebody, the oldest first."""
    alerts = HallAlert.objects.filter(office=office, ended_at__isnull=True)
    return list(alerts.select_related("device").order_by("at"))


def exceptions_at(office: Office, *, now: datetime, limit: int = 50) -> Sequence[OrderException]:
    """Return the exceptions asked for at an office today, the latest first."""
    today = local_day(office, now=now)
    asked = OrderException.objects.filter(visit__office=office, visit__day=today)
    return list(
        asked.select_related("visit", "asked_by", "agreed_by").order_by("-asked_at")[:limit]
    )


def undecided_at(office: Office, *, now: datetime) -> tuple[int, int]:
    """Return how many exceptions of today and how many appeals wait for somebody to decide."""
    asked = OrderException.objects.filter(
        visit__office=office, visit__day=local_day(office, now=now)
    )
    appealed = Absence.objects.filter(appointment__office=office, appealed_at__isnull=False)
    return (
        asked.filter(agreed_at__isnull=True, refused_at__isnull=True).count(),
        appealed.filter(decided_at__isnull=True).count(),
    )


def absences_at(office: Office, *, limit: int = 50) -> Sequence[Absence]:
    """Return the absences with an appeal at an office, undecided ones first."""
    asked = Absence.objects.filter(appointment__office=office, appealed_at__isnull=False)
    ordered = asked.select_related("appointment__application__applicant", "decided_by")
    return list(ordered.order_by("-decided_at", "appealed_at")[:limit])


def devices_at(office: Office) -> Sequence[Device]:
    """Return the kiosks and screens that are up at an office, by name."""
    return list(Device.objects.filter(office=office, revoked_at__isnull=True).order_by("name"))
