"""Close the hall: everybody ends in exactly one state, and absence is written down."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.hall_state import state_body
from antrean.actions.hall.holding import deed
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.hall import events
from antrean.records.hall.day import lock_day
from antrean.records.models import (
    Absence,
    Account,
    Application,
    Appointment,
    Call,
    HallDay,
    Office,
    Pause,
    Shift,
    Visit,
)


class StillServing(Exception):
    """Somebody is called or served: finish with them first; `counters` says where."""

    def __init__(self, counters: list[int]) -> None:
        super().__init__(", ".join(map(str, counters)))
        self.counters = counters


@transaction.atomic(durable=True)
def close_hall(office: Office, *, by: Account | None = None, now: datetime) -> HallDay:
    """End the day of a hall, once; asked again, the closed day is returned unchanged.

    Whoever is booked and never came, or did not come when called, is absent if their window is
    over; whoever still waits or keeps a place for missing papers ends unserved, which costs them
    nothing. Counters close. Raises `StillServing`.
    """
    day = lock_day(office, now=now)
    if day.state == "closed":
        return day
    calls = Call.objects.filter(counter__office=office, ended_at__isnull=True)
    if busy := sorted(calls.values_list("counter__number", flat=True)):
        raise StillServing(busy)
    _close(day, by=by, now=now)
    return day


@transaction.atomic(durable=True)
def close_forgotten(office: Office, *, day: date, now: datetime) -> HallDay:
    """End a day that is over and that nobody closed; open calls end with it.

    Where nobody was received all day, nobody is judged absent: the office did not open its hall.
    """
    row = lock_day(office, now=now, day=day)
    if row.state != "closed":
        left = Call.objects.filter(visit__office=office, visit__day=day, ended_at__isnull=True)
        left.update(ended_at=now, outcome="withdrawn")
        _close(row, by=None, now=now)
    return row


def _close(day: HallDay, *, by: Account | None, now: datetime) -> None:
    actor, office = (f"account:{by.pk}" if by else "system"), day.office
    _lock_applications(day)
    deeds = _end_visits(day, actor=actor, now=now) + _end_places(day, actor=actor, now=now)
    _close_counters(day, now=now)
    HallDay.objects.filter(pk=day.pk).update(state="closed", closed_at=now, closed_by=by)
    day.refresh_from_db()
    events.tell(day, kind="hall", body=state_body(day), at=now)
    ledger.write([*deeds, Deed(office.code, "hall_closed", f"hall:{day.day}", actor)], at=now)


def _lock_applications(day: HallDay) -> None:
    """Lock every application that may end now, by id, before the first of their places ends."""
    places = Appointment.objects.filter(office=day.office, day=day.day, ended_at__isnull=True)
    ending = Application.objects.filter(pk__in=places.values("application"))
    list(ending.select_for_update().order_by("pk").values_list("pk", flat=True))


def _end_visits(day: HallDay, *, actor: str, now: datetime) -> list[Deed]:
    inside = Visit.objects.filter(office=day.office, day=day.day, ended_at__isnull=True)
    said = []
    for visit in inside.select_related("appointment__application__applicant").order_by("pk"):
        place = visit.appointment
        is_over = place is None or place.window_ends_at <= now
        state = "absent" if visit.state == "absent" and is_over else "unserved"
        has_ended = turns.end_visit(visit, state=state, now=now)
        if state == "absent" and place is not None and has_ended:
            _absence(place, came=True, now=now)
        said.append(deed(visit, name=state, actor=actor, office=day.office))
    return said


def _end_places(day: HallDay, *, actor: str, now: datetime) -> list[Deed]:
    """End the places of those who never came: absent if their window is over and a hall open."""
    was_open = Visit.objects.filter(office=day.office, day=day.day).exists()
    places = Appointment.objects.filter(office=day.office, day=day.day, ended_at__isnull=True)
    said = []
    for place in places.select_related("application__applicant").order_by("pk"):
        ending = "absent" if was_open and place.window_ends_at <= now else "unserved"
        if turns.end_place(place.pk, ending=ending, now=now):
            if ending == "absent":
                _absence(place, came=False, now=now)
            said.append(Deed(day.office.code, ending, place.application.ref, actor))
    return said


def _absence(place: Appointment, *, came: bool, now: datetime) -> None:
    person = place.application.applicant
    if person is not None:
        Absence.objects.get_or_create(
            appointment=place,
            defaults={
                "nik_hash": bytes(person.nik_hash),
                "day": place.day,
                "came": came,
                "at": now,
            },
        )


def _close_counters(day: HallDay, *, now: datetime) -> None:
    """End the shifts of that day; a forgotten day leaves today's alone."""
    midnight = datetime.combine(day.day, time(), tzinfo=ZoneInfo(day.office.timezone))
    shifts = Shift.objects.filter(
        counter__office=day.office,
        closed_at__isnull=True,
        opened_at__lt=midnight + timedelta(days=1),
    )
    Pause.objects.filter(shift__in=shifts, until_at__isnull=True).update(until_at=now)
    shifts.update(closed_at=now)
