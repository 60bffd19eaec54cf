"""A typical week of an office, day by day, as its hours and seats stand now: for simulations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from antrean.domain.calendar import day_plan
from antrean.domain.hall.synthetic_day import OfficeDay
from antrean.domain.office_facts import OfficeFacts
from antrean.records.calendar_facts import facts_of
from antrean.records.lookups import local_day
from antrean.records.models import Office

LOOK_AHEAD_DAYS = 28
"""So far ahead a weekday without a holiday is looked for."""

WALK_IN = "walk_in"


def typical_week(office: Office, *, now: datetime, like: OfficeDay) -> list[OfficeDay]:
    """Return one plan for each weekday on which the office works, empty where it has no calendar.

    Hours, bands and seats are the office's own; seats of the walk-in pool are not given by
    appointment, as many people are expected to walk in. The rest is taken from `like`.
    """
    today = local_day(office, now=now)
    last = today + timedelta(days=LOOK_AHEAD_DAYS - 1)
    facts = facts_of([office], from_day=today, to_day=last)[office.code]
    found: dict[int, OfficeDay] = {}
    for day in (today + timedelta(days=ahead) for ahead in range(LOOK_AHEAD_DAYS)):
        plan = _plan(facts, day=day, like=like)
        if plan is not None:
            found.setdefault(day.weekday(), plan)
    return [found[weekday] for weekday in sorted(found)]


def seats_a_day(week: Sequence[OfficeDay]) -> int:
    """Return the seats given by appointment on the fullest day of a week, 0 without one."""
    return max((sum(seats for _, seats in plan.seats) for plan in week), default=0)


def _plan(facts: OfficeFacts, *, day: date, like: OfficeDay) -> OfficeDay | None:
    hours = facts.hours_on(day)
    seats = day_plan(facts, day=day)
    if hours is None or not seats:
        return None
    bands = sorted({band for band, _ in seats})
    booked = [
        (
            band,
            sum(number for (at, pool), number in seats.items() if at == band and pool != WALK_IN),
        )
        for band in bands
    ]
    return replace(
        like,
        hours=hours,
        seats=tuple(booked),
        band_minutes=facts.rule_on(day).band_minutes,
        walk_ins=float(sum(number for (_, pool), number in seats.items() if pool == WALK_IN)),
    )
