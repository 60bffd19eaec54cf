"""What every deed at a counter begins with: the hall's lock, and an open counter."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from antrean.domain.ledger import Deed
from antrean.domain.ticket import queue_number
from antrean.records.hall.day import lock_day
from antrean.records.models import Account, Call, Counter, HallDay, Office, Pause, Shift, Visit


class HallClosed(Exception):
    """The hall is closed for today: nothing is called and nobody is received any more."""


class HallPaused(Exception):
    """The whole hall rests, or an emergency is announced."""


class CounterClosed(Exception):
    """Nobody works at this counter, or somebody else does."""


class CounterPaused(Exception):
    """The counter rests: end the pause first."""


class CallOver(Exception):
    """The call has ended already."""


@dataclass(frozen=True, slots=True)
class Held:
    """A shift inside the hall's lock; `day` is locked until the transaction ends."""

    day: HallDay
    shift: Shift
    by: Account
    now: datetime
    is_resting: bool

    @property
    def counter(self) -> Counter:
        return self.shift.counter

    @property
    def office(self) -> Office:
        return self.shift.counter.office


def hold(shift: Shift, *, by: Account, now: datetime) -> Held:
    """Lock the hall and see that this counter is open, and that it is theirs.

    Raises `HallClosed` or `CounterClosed`.
    """
    day = lock_open_day(shift.counter.office, now=now)
    resting = Pause.objects.filter(shift=OuterRef("pk"), until_at__isnull=True)
    current = (
        Shift.objects.select_for_update(of=("self",))
        .filter(pk=shift.pk, closed_at__isnull=True, account=by)
        .select_related("counter__office")
        .annotate(is_resting=Exists(resting))
        .first()
    )
    if current is None:
        raise CounterClosed
    return Held(day, current, by, now, is_resting=current.is_resting)


def lock_open_day(office: Office, *, now: datetime) -> HallDay:
    """Lock the hall. Raises `HallClosed` once it is closed for the day."""
    day = lock_day(office, now=now)
    if day.state == "closed":
        raise HallClosed
    return day


def require_calling(held: Held) -> None:
    """Raise `HallPaused` or `CounterPaused` where nobody may be called just now."""
    if held.day.state != "open":
        raise HallPaused
    if held.is_resting:
        raise CounterPaused


def open_call(held: Held) -> Call | None:
    """Return whom this counter serves now, locked; None where it serves nobody."""
    calls = Call.objects.select_for_update(of=("self",)).filter(
        counter=held.counter, ended_at__isnull=True
    )
    return calls.select_related("visit", "visit__appointment__application").first()


def require_call(held: Held, call: Call) -> Call:
    """Return the open call again, locked. Raises `CallOver` where it is not open here."""
    current = open_call(held)
    if current is None or current.pk != call.pk:
        raise CallOver
    return current


def subject(visit: Visit) -> str:
    """Return how the ledger names a visit: its application, or the visit where there is none."""
    place = visit.appointment
    return place.application.ref if place is not None else f"visit:{visit.pk}"


def deed(visit: Visit, *, name: str, actor: str, office: Office, **detail: object) -> Deed:
    """Return what the ledger says of a visit: its number and stage, never a person."""
    said: dict[str, object] = {
        "number": queue_number(visit.queue_letter, visit.queue_number),
        "stage": visit.stage,
    }
    return Deed(office.code, name, subject(visit), actor, said | detail)


def deed_at(held: Held, visit: Visit, name: str, **detail: object) -> Deed:
    """Return what the ledger says of a deed at this counter."""
    return deed(
        visit,
        name=name,
        actor=f"account:{held.by.pk}",
        office=held.office,
        counter=held.counter.number,
        **detail,
    )
