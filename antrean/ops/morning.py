"""The first hours of a made-up hall: people arrive, numbers are called, a paper is missing.

Every step is a deed at its own minute. Played again, it goes on after the last call.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import QuerySet

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.check_in import AlreadyIn, check_in
from antrean.actions.hall.check_papers import check_papers
from antrean.actions.hall.open_counter import open_counter
from antrean.actions.hall.order_exceptions import ask_exception
from antrean.actions.hall.serve import start
from antrean.actions.hall.walk_in import NoRoomToday, Wanted, walk_in
from antrean.domain.checklist import checklist
from antrean.domain.requirements import NoApplicantTypeFits
from antrean.records.cases import case_of
from antrean.records.lookups import local_day
from antrean.records.models import (
    Account,
    Appointment,
    Call,
    Counter,
    Office,
    OrderException,
    PaperCheck,
    Shift,
    Visit,
)
from antrean.records.reference import requirements_for

EARLY = timedelta(minutes=6)
"""So long before their minute people come."""

STAGE = timedelta(minutes=3)
"""So long somebody stands at the counter for one stage."""

STEP_FORWARD = timedelta(seconds=30)
LONGEST = 120  # stages at one counter; six hours
MISSING_AT = 4  # the call after which the first booked person lacks a paper
COLLECTS = Wanted(service="collection", line="collection")
EXPECTS = Wanted(service="new", line="priority", needs=["pregnant"], priority_reason="pregnant")
WALK_INS = (
    (20, replace(COLLECTS, people=3)),
    (11, Wanted(service="replacement", line="walk_in")),
    (5, EXPECTS),
    (3, COLLECTS),
    (2, Wanted(service="new", line="walk_in")),
    (2, COLLECTS),
)
"""Who comes without an appointment, so many minutes before the curtain rises."""

NAMES = UUID("6a3f0a5e-5d0c-4b52-9f50-0d7f3c1b2026")
REASON = "Kapal ke Lingga berangkat pukul 11.00"


@dataclass(frozen=True, slots=True)
class Crew:
    """Who receives people at the door of an office, and who serves them at which counter."""

    office: Office
    door: Account
    officer: Account
    counter: Counter
    later: Collection[str] = ()  # usernames of those who do not come by themselves


def play(crew: Crew, *, until: datetime) -> None:
    """Let the morning pass until somebody is at the counter and others wait."""
    for at in _instants(crew.office, until=until):
        shift = open_counter(crew.counter, by=crew.officer, now=at)
        _arrive(crew, at=at, until=until)
        _serve_one(crew, shift, at=at)


def ask_for_exception(crew: Crew, *, now: datetime) -> None:
    """Ask once that whoever came last by appointment be called out of turn; the head decides."""
    asked = OrderException.objects.filter(visit__office=crew.office)
    waiting = Visit.objects.filter(office=crew.office, state="waiting")
    if not asked.exists() and (visit := waiting.order_by("line", "-arrived_at").first()):
        ask_exception(visit, reason=REASON, by=crew.officer, now=now)


def _instants(office: Office, *, until: datetime) -> Iterator[datetime]:
    """Yield the minutes at which the counter is free, the last one just before `until`."""
    minutes = _today(office, until).values_list("arrives_at", flat=True)
    calls = Call.objects.filter(counter__office=office, visit__day=local_day(office, now=until))
    begins = max([min([*minutes, until]) - EARLY, *calls.values_list("at", flat=True)])
    ends = until - STEP_FORWARD * 2
    steps = min(max(0, (ends - begins) // STAGE), LONGEST)
    yield from (ends - STAGE * back for back in reversed(range(steps)))


def _today(office: Office, at: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(office=office, day=local_day(office, now=at), ended_at=None)


def _arrive(crew: Crew, *, at: datetime, until: datetime) -> None:
    due = _today(crew.office, at).filter(arrives_at__lte=at + EARLY, visit=None)
    due = due.exclude(application__account__username__in=crew.later)
    for place in due.select_related("application").order_by("arrives_at"):
        with suppress(AlreadyIn):
            check_in(place.application, office=crew.office, by=crew.door, now=at)
    for nth, (minutes, wanted) in enumerate(WALK_INS):
        if until - timedelta(minutes=minutes) <= at:
            keyed = replace(wanted, key=uuid5(NAMES, f"{crew.office.code} {nth}"))
            with suppress(NoRoomToday):
                walk_in(keyed, office=crew.office, by=crew.door, now=at)


def _serve_one(crew: Crew, shift: Shift, *, at: datetime) -> None:
    """End with whoever is there and begin with the next; one of them lacks a paper."""
    call = _begin(crew, shift, at=at)
    lines = _papers(crew, call) if call else []
    if call and lines:
        later = at + STEP_FORWARD * 2
        there, missing = lines[1:], lines[:1]
        check_papers(shift, call, present=there, missing=missing, by=crew.officer, now=later)
        _begin(crew, shift, at=later)


def _begin(crew: Crew, shift: Shift, *, at: datetime) -> Call | None:
    call = call_next(shift, by=crew.officer, now=at)
    return call and start(shift, call, by=crew.officer, now=at + STEP_FORWARD)


def _papers(crew: Crew, call: Call) -> list[str]:
    """Return the list of the one person who lacks the first of it; nothing for all others."""
    place = call.visit.appointment
    is_told = PaperCheck.objects.filter(visit__office=crew.office).exists()
    is_early = Call.objects.filter(counter=crew.counter).count() < MISSING_AT
    if place is None or call.stage != "documents" or is_told or is_early:
        return []
    with suppress(NoApplicantTypeFits):
        if case := case_of(place.application):
            needed = requirements_for(case, office=crew.office, day=place.day)
            return list(checklist(needed, language=call.visit.language).papers)
    return []
