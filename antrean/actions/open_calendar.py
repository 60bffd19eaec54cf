"""Open days for applications: capacity in force, divided over bands and pools, becomes cells."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from antrean.actions.reference_file import Progress, silent
from antrean.domain.calendar import day_plan, last_open_day
from antrean.domain.ledger import Deed
from antrean.domain.office_facts import OfficeFacts
from antrean.records import ledger
from antrean.records.calendar_facts import facts_of
from antrean.records.lookups import local_day
from antrean.records.models import Office
from antrean.records.opening import Opened, Plan, days_open, open_days

A_DAY = timedelta(days=1)
HORIZON_MOST = timedelta(days=368)
"""A horizon is at most 366 days, and an office's today may be tomorrow."""


def open_calendar(
    *,
    now: datetime,
    offices: Sequence[Office] | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
    progress: Progress = silent,
) -> Opened:
    """Open every day from one to the other that is not open yet; return what is new.

    Without offices: all of them. Without days: from the office's today to its horizon. Each office
    has its own transaction, so a stop half-way leaves whole offices behind, and asking again goes
    on from there. A day once open stays as it was: capacity that changes later has its own deed.
    """
    wanted = list(Office.objects.order_by("code")) if offices is None else list(offices)
    earliest, latest = from_day or now.date() - A_DAY, to_day or now.date() + HORIZON_MOST
    facts = facts_of(wanted, from_day=earliest, to_day=latest)
    known = days_open([office.pk for office in wanted], from_day=earliest, to_day=latest)
    total = Opened()
    for done, office in enumerate(wanted, start=1):
        today = local_day(office, now=now)
        last = to_day or last_open_day(facts[office.code], today=today)
        missing = _days(from_day or today, last, without=known[office.pk])
        plans = _plans(facts[office.code], missing)
        total += _open_office(office, plans=plans, now=now) if plans else Opened()
        progress(done, len(wanted))
    return total


@transaction.atomic(durable=True)
def _open_office(office: Office, *, plans: dict[int, dict[date, Plan]], now: datetime) -> Opened:
    total = Opened()
    deeds = []
    for minutes, days in plans.items():
        opened = open_days(
            office.pk, timezone=office.timezone, plans=days, band_minutes=minutes, now=now
        )
        total += opened
        deeds += [_deed(office, day, days[day]) for day in opened.dates]
    ledger.write(deeds, at=now)
    return total


def _deed(office: Office, day: date, plan: Plan) -> Deed:
    """Return what the ledger says: how many seats of each pool the day opened with."""
    seats: Counter[str] = Counter()
    for (_, pool), number in plan.items():
        seats[pool] += number
    detail: dict[str, object] = {"day": day.isoformat(), "seats": dict(sorted(seats.items()))}
    return Deed(office.code, "day_opened", day.isoformat(), "system", detail)


def _days(from_day: date, to_day: date, *, without: Collection[date]) -> list[date]:
    days = (from_day + after * A_DAY for after in range((to_day - from_day).days + 1))
    return [day for day in days if day not in without]


def _plans(facts: OfficeFacts, days: Sequence[date]) -> dict[int, dict[date, Plan]]:
    """Return by length of band and day the seats; days that do not open are left out."""
    plans: dict[int, dict[date, Plan]] = {}
    for day in days:
        if plan := day_plan(facts, day=day):
            plans.setdefault(facts.rule_on(day).band_minutes, {})[day] = plan
    return plans
