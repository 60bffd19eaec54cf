"""What one counter knows: who works there, whom it serves, what it did last, who helps where."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from antrean.domain.hall.stages import STAGES
from antrean.records.hall.hours import hours_on
from antrean.records.hall.line import in_the_hall, open_shifts, stages_of
from antrean.records.models import (
    Account,
    Call,
    Counter,
    CounterDeed,
    Office,
    PaperCheck,
    Pause,
    Shift,
    Visit,
)


def counters_with_shifts(office: Office) -> list[tuple[Counter, Shift | None]]:
    """Return the office's counters by number, each with the shift that is open there."""
    working = {shift.counter_id: shift for shift in open_shifts(office)}
    counters = Counter.objects.filter(office=office).order_by("number")
    return [(counter, working.get(counter.pk)) for counter in counters]


def shift_at(counter: Counter, *, by: Account) -> Shift | None:
    """Return this person's open shift at the counter, None where they have none there."""
    shifts = Shift.objects.filter(counter=counter, account=by, closed_at__isnull=True)
    return shifts.select_related("counter__office", "account").first()


def last_shift_at(counter: Counter, *, by: Account) -> Shift | None:
    """Return this person's latest shift at the counter, open or over."""
    shifts = Shift.objects.filter(counter=counter, account=by).order_by("-opened_at", "-pk")
    return shifts.select_related("counter__office", "account").first()


def call_at(counter: Counter) -> Call | None:
    """Return the open call at the counter with its visit and, where booked, its person."""
    calls = Call.objects.filter(counter=counter, ended_at__isnull=True)
    return calls.select_related(
        "counter", "visit__office", "visit__appointment__application__applicant"
    ).first()


def rest_of(shift: Shift) -> Pause | None:
    """Return the pause that goes on now, None while the counter works."""
    return Pause.objects.filter(shift=shift, until_at__isnull=True).first()


def last_deed(shift: Shift) -> CounterDeed | None:
    """Return the last key of this shift that `undo` remembers, undone or not."""
    return CounterDeed.objects.filter(shift=shift).order_by("-pk").first()


def paper_check_of(visit: Visit) -> PaperCheck | None:
    """Return the latest look at this visit's papers."""
    return PaperCheck.objects.filter(visit=visit).order_by("-pk").first()


def family_of(visit: Visit, *, now: datetime) -> Sequence[Visit]:
    """Return the others of the same family who are in the hall, by number."""
    if visit.party is None:
        return []
    others = in_the_hall(visit.office, now=now).filter(party=visit.party).exclude(pk=visit.pk)
    return list(others.order_by("queue_letter", "queue_number"))


def family_sizes(visits: Iterable[Visit], *, office: Office, now: datetime) -> dict[int, int]:
    """Return how many of each family (by its party) have not ended their visit today."""
    parties = {each.party for each in visits if each.party is not None}
    inside = in_the_hall(office, now=now).filter(party__in=parties).values_list("party", flat=True)
    sizes: dict[int, int] = {}
    for party in inside:
        sizes[party or 0] = sizes.get(party or 0, 0) + 1
    return sizes


def served_stages(office: Office) -> set[str]:
    """Return the stages that an open counter serves; a counter without stages serves all."""
    return {stage for shift in open_shifts(office) for stage in (stages_of(shift) or STAGES)}


def visits_by_key(keys: Iterable[int]) -> dict[int, Visit]:
    """Return visits with all a line says of them, by key."""
    visits = Visit.objects.select_related("appointment__application__applicant", "office")
    return visits.in_bulk(list(keys))


def visit_numbered(letter: str, number: int, *, office: Office, day: date) -> Visit | None:
    """Return the visit of that number on that day, None where nobody came with it."""
    visits = Visit.objects.filter(
        office=office, day=day, queue_letter=letter, queue_number=number
    ).select_related("office", "appointment__application")
    return visits.first()


def closing_time(office: Office, *, day: date) -> time | None:
    """Return when the office closes on that day by its opening hours, None where none are known."""
    hours = hours_on(office, day=day)
    return hours.closes if hours else None
