"""Who waits in a hall today, and the facts by which the rule orders them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from antrean.domain.hall.order import RULES, Asking, Turn, Waiter, line_up, next_turn
from antrean.domain.hall.stages import STAGES
from antrean.records.lookups import local_day
from antrean.records.models import Call, Office, OrderException, Pause, Shift, Visit

ORDERED_BY = (
    *("line", "standing", "since", "arrives_at", "party", "needs"),
    *("stage", "stage_place", "stage_since"),
)
"""What the order of calling looks at; of a full hall nothing else is read."""


def in_the_hall(office: Office, *, now: datetime) -> QuerySet[Visit]:
    """Return everybody who came today and whose visit has not ended, in no order."""
    return Visit.objects.filter(
        office=office, day=local_day(office, now=now), ended_at__isnull=True
    )


def waiting(office: Office, *, now: datetime, stages: Iterable[str] = ()) -> QuerySet[Visit]:
    """Return who waits for one of the stages (for any, where none is named), in no order."""
    waits = in_the_hall(office, now=now).filter(state="waiting")
    wanted = list(stages)
    return waits.filter(stage__in=wanted) if wanted else waits


def recent_groups(office: Office, *, day: date, stages: Iterable[str] = ()) -> list[str]:
    """Return the groups of the hall's last calls that count, the newest first.

    `stages` leaves out calls for others, so that those who fetch a passport at their own counter
    do not count as turns of those who wait elsewhere.
    """
    calls = Call.objects.filter(visit__office=office, visit__day=day).exclude(group="")
    if wanted := list(stages):
        calls = calls.filter(stage__in=wanted)
    kept = calls.exclude(outcome="withdrawn").order_by("-at", "-id")
    return list(kept.values_list("group", flat=True)[: RULES.remembered])


def open_shifts(office: Office) -> QuerySet[Shift]:
    """Return the shifts at open counters of an office, by counter number."""
    open_now = Shift.objects.filter(counter__office=office, closed_at__isnull=True)
    return open_now.select_related("counter", "account").order_by("counter__number")


def working_shifts(office: Office) -> QuerySet[Shift]:
    """Return the shifts at counters that are open and do not rest."""
    resting = Pause.objects.filter(until_at__isnull=True).values("shift")
    return open_shifts(office).exclude(pk__in=resting)


def stages_of(shift: Shift) -> list[str]:
    """Return what is done at this counter in this shift; empty means every stage."""
    return list(shift.stages or shift.counter.stages)


def waiters(visits: Iterable[Visit], *, steered: Iterable[str] = ()) -> list[Waiter]:
    """Return the facts of each; `steered` are stages another accessible counter is open for."""
    elsewhere = set(steered)
    return [
        Waiter(
            id=each.pk,
            line=each.line,
            standing=each.standing,
            since=each.since,
            arrives_at=each.arrives_at,
            stage_place=each.stage_place,
            stage_since=each.stage_since,
            party=each.party,
            needs_accessible="wheelchair" in each.needs and each.stage in elsewhere,
            excepted=bool(getattr(each, "is_excepted", False)),
        )
        for each in visits
    ]


def turn_at(shift: Shift, *, now: datetime) -> Turn | None:
    """Return whose turn it is at the counter of this shift, None when nobody waits for it."""
    facts = _facts(shift, now=now)
    if not facts:
        return None
    return next_turn(facts, now=now, recent=_recent(shift, now), asking=_asking(shift, facts))


def turns_at(shift: Shift, *, now: datetime, limit: int = 6) -> list[Turn]:
    """Return the next turns at the counter of this shift as they stand now."""
    facts = _facts(shift, now=now)
    if not facts:
        return []
    asking = _asking(shift, facts)
    return line_up(facts, now=now, recent=_recent(shift, now), asking=asking, limit=limit)


def everyone(office: Office, *, now: datetime) -> list[Waiter]:
    """Return the facts of everybody who waits, whatever for, in no order."""
    return waiters(_with_exceptions(waiting(office, now=now)))


def turns(office: Office, *, now: datetime, limit: int = 200) -> list[Turn]:
    """Return the order of the whole hall, as if one counter for everything called them all."""
    recent = recent_groups(office, day=local_day(office, now=now))
    waits = everyone(office, now=now)
    return line_up(waits, now=now, recent=recent, asking=Asking(), limit=limit)


def last_party(shift: Shift) -> int | None:
    """Return the family this counter served last in this shift, if it was one."""
    calls = Call.objects.filter(counter=shift.counter, at__gte=shift.opened_at, outcome="served")
    return calls.order_by("-ended_at", "-id").values_list("visit__party", flat=True).first()


def _facts(shift: Shift, *, now: datetime) -> list[Waiter]:
    visits = _with_exceptions(waiting(shift.counter.office, now=now, stages=stages_of(shift)))
    has_wheelchair = any("wheelchair" in each.needs for each in visits)
    return waiters(visits, steered=_steered(shift) if has_wheelchair else ())


def _recent(shift: Shift, now: datetime) -> list[str]:
    office = shift.counter.office
    return recent_groups(office, day=local_day(office, now=now), stages=stages_of(shift))


def _asking(shift: Shift, facts: Sequence[Waiter]) -> Asking:
    has_family = any(each.party is not None for each in facts)
    return Asking(
        is_accessible=shift.counter.is_accessible,
        others_accessible=True,  # `_steered` has marked only those whom another counter can take
        last_party=last_party(shift) if has_family else None,
    )


def _steered(shift: Shift) -> set[str]:
    """Return the stages for which another accessible counter works right now."""
    others = working_shifts(shift.counter.office).exclude(pk=shift.pk)
    working = others.filter(counter__is_accessible=True)
    return {stage for each in working for stage in (stages_of(each) or STAGES)}


def _with_exceptions(visits: QuerySet[Visit]) -> Sequence[Visit]:
    """Mark those for whom two people agreed on an exception that is not used yet."""
    agreed = OrderException.objects.filter(
        visit=OuterRef("pk"), agreed_at__isnull=False, used_at__isnull=True
    )
    marked = visits.annotate(is_excepted=Exists(agreed))
    return list(marked.only(*ORDERED_BY).order_by("pk"))
