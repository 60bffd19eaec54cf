"""Fills a demonstration with made-up people, their places and staff: every step is a deed.

Whoever exists is left alone, so that a start that was cut short goes on from there.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from antrean.actions import apply
from antrean.actions.allow_clock_moves import allow_clock_moves
from antrean.actions.assign_duty import assign_duty
from antrean.actions.cancel import cancel
from antrean.actions.create_account import create_account
from antrean.actions.hall.add_counter import add_counter
from antrean.actions.move_clock import move_clock
from antrean.actions.open_calendar import open_calendar
from antrean.actions.register_person import AlreadyListed, Person, register_person
from antrean.actions.return_seats import return_seats
from antrean.actions.take_in import Submission, take_in
from antrean.adapters.made_up import MadeUp, made_up_person
from antrean.domain.wishes import PART_NAMES, Wishes
from antrean.ops import cast, morning
from antrean.ops.bars import Told
from antrean.records import clock, people
from antrean.records.models import (
    Account,
    Application,
    Appointment,
    Counter,
    Office,
    OfficeDay,
)

CHANCE = Random(2026)  # noqa: S311 - the same people at every first start
MAIL_DOMAIN = "contoh.example"
PEOPLE = 60
BEFORE = timedelta(days=2)
"""People ask two days ahead, so that the first morning has somebody to serve."""

MORNING = time(8, 40)
WORKING_HOURS = (time(8, 15), time(11))  # in the west; by then the east still works
CANCELLED = 2
TODAY, LATER = 3, 2
"""What `_wishes` makes of it: the first day before noon, or two days after it."""


class NoOpenDay(Exception):
    """None of the offices has a day in the calendar; the reference data is missing."""


def is_complete() -> bool:
    """Say whether every login of the example exists; the last one is made at the very end."""
    names = {part.username for part in cast.PARTS}
    return Account.objects.filter(username__in=names).count() == len(names)


def seed(told: Told) -> None:
    """Do everything; `told` hears how many people of how many are registered."""
    allow_clock_moves()
    open_calendar(now=clock.now())
    offices = [Office.objects.get(code=code) for code in cast.OFFICES]
    stage_at = first_morning(offices, now=clock.now())
    move_clock(by=stage_at - BEFORE - clock.now())
    _staff(offices)
    _crowd(offices, from_day=stage_at.date(), told=told)
    _give_some_back()
    move_clock(by=stage_at - clock.now())
    return_seats(now=clock.now())
    for office in offices:
        _begin_day(office)
    for holder in cast.HOLDERS:
        _holder(holder)


def first_morning(offices: Sequence[Office], *, now: datetime) -> datetime:
    """Return now where the offices work at this hour, else their next morning.

    Raises `NoOpenDay` where they have no common day ahead.
    """
    zone = ZoneInfo(offices[0].timezone)
    local = now.astimezone(zone)
    opens, closes = WORKING_HOURS
    for day in _common_days(offices, from_day=local.date()):
        if day == local.date() and opens <= local.time() < closes:
            return now
        if day > local.date() or local.time() < opens:
            return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)
    raise NoOpenDay


def _common_days(offices: Sequence[Office], *, from_day: date) -> list[date]:
    days = OfficeDay.objects.filter(day__gte=from_day)
    each = [set(days.filter(office=office).values_list("day", flat=True)) for office in offices]
    return sorted(set.intersection(*each))


def _staff(offices: Sequence[Office]) -> None:
    by_code = {office.code: office for office in offices}
    for office in offices:
        for each in cast.COUNTERS:
            add_counter(office=office, now=clock.now(), **each._asdict())
    for member in cast.STAFF:
        account = _account(member.username, back_office=not member.office)
        place = by_code.get(member.office)
        assign_duty(account=account, role=member.role, office=place, now=clock.now())


def _crowd(offices: Sequence[Office], *, from_day: date, told: Told) -> None:
    """Register everybody who has a place already, and give them their times together."""
    asked = []
    for holder in cast.HOLDERS:
        for office in offices:
            if office.code == holder.office:
                nth = TODAY if holder.is_today else LATER
                asked += _asked(_holder(holder), office, nth=nth, from_day=from_day)
    for nth in range(PEOPLE):
        account = _account(f"warga{nth + 1:02d}", password=None)
        _register(account, made_up_person(CHANCE), relation="self")
        office = offices[nth % len(offices)]
        asked += _asked(account, office, nth=nth // len(offices), from_day=from_day)
        told(nth + 1, PEOPLE)
    take_in(asked)


def _holder(holder: cast.Holder) -> Account:
    account = _account(holder.username, language=holder.language)
    _register(account, holder.person, relation="self")
    for child in holder.children:
        _register(account, child, relation="child")
    return account


def _account(
    username: str,
    *,
    language: str = "id",
    password: str | None = cast.PASSWORD,
    back_office: bool = False,
) -> Account:
    found = Account.objects.filter(username=username).first()
    return found or create_account(
        username=username,
        email=f"{username}@{MAIL_DOMAIN}",
        password=password,
        language=language,
        now=clock.now(),
        may_enter_back_office=back_office,
    )


def _register(account: Account, person: MadeUp, *, relation: str) -> None:
    with suppress(AlreadyListed):
        register_person(
            account=account, person=Person(**asdict(person)), relation=relation, now=clock.now()
        )


def _asked(account: Account, office: Office, *, nth: int, from_day: date) -> list[Submission]:
    """Return the submission of this account's one application; nothing where it made one."""
    if Application.objects.filter(account=account).exclude(state="draft").exists():
        return []
    draft = apply.start(account=account, language=account.language, now=clock.now())
    answers = {"had_passport": "no", "needs": [], "start": "soon"}
    apply.answer(draft, purpose="new", applicant=people.holder(account), **answers)
    ready = apply.wish(draft, wishes=_wishes(office, nth=nth, from_day=from_day))
    return [Submission(ready.pk, ready.version, ready.key)]


def _wishes(office: Office, *, nth: int, from_day: date) -> Wishes:
    """Spread people over the hours of the first day, and every third over the days after it."""
    parts = set(PART_NAMES) - {PART_NAMES[nth // 2 % len(PART_NAMES)]} if nth % 2 else set()
    day = from_day + timedelta(days=nth if nth % 3 == 2 else 0)
    cannot = frozenset((weekday, part) for weekday in range(7) for part in parts)
    return Wishes((office.code,), cannot=cannot, not_before=day)


def _give_some_back() -> None:
    """Cancel a few places, so that the calendar has seats that come back."""
    places = Appointment.objects.filter(ended_at=None)
    for place in places.select_related("application__account").order_by("-pk")[:CANCELLED]:
        if holder := place.application.account:
            cancel(place.application, by=holder, now=clock.now())


def _begin_day(office: Office) -> None:
    """Let the morning pass in the hall, so that a counter works and people wait."""
    crew = cast.CREWS[office.code]
    by = Account.objects.get
    counter = Counter.objects.get(office=office, number=crew.counter)
    later = frozenset(holder.username for holder in cast.HOLDERS)
    hall = morning.Crew(office, by(username=crew.door), by(username=crew.officer), counter, later)
    morning.play(hall, until=clock.now())
    if office.code == cast.OFFICES[0]:
        morning.ask_for_exception(hall, now=clock.now())
