"""Proposes windows to applications and gives the seats, for every deed that needs one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from antrean.domain import reminders
from antrean.domain.allocation import OpenCell, Refusal, pools_for, soonest
from antrean.domain.calendar import arrival_minutes
from antrean.domain.identity import age_on
from antrean.domain.ledger import Deed
from antrean.domain.ticket import queue_number
from antrean.domain.wishes import Wishes
from antrean.records import absences, lookups, seats
from antrean.records.models import Application, Appointment, Cell, Office
from antrean.records.outbox import Letter


@dataclass(frozen=True, slots=True)
class Asked:
    """One application that asks for a window, as the nth place it is given."""

    application: Application
    wishes: Wishes
    sequence: int = 0


Proposal = tuple[Asked, OpenCell | Refusal]


def propose(asked: Sequence[Asked], *, now: datetime) -> list[Proposal]:
    """Find the soonest fitting window for each, in the given order; nothing is taken yet."""
    codes = {code for one in asked for code in one.wishes.offices}
    offices = Office.objects.filter(code__in=codes)
    earliest = lookups.earliest_days(offices, now=now)
    calendar = lookups.open_calendar(earliest, from_day=min(earliest.values(), default=now.date()))
    paused = absences.pauses([key for one in asked if (key := _person(one))], today=now.date())
    return [
        (
            one,
            soonest(
                calendar,
                wishes=_from_then_on(_known(one.wishes, earliest), paused.get(_person(one) or b"")),
                pools=_pools(one, now),
                earliest=earliest,
            ),
        )
        for one in asked
    ]


def give(proposals: Sequence[tuple[Asked, OpenCell]], *, now: datetime) -> list[Appointment]:
    """Take the proposed seats and store the appointments, inside the caller's transaction.

    Returns the appointments of those that got their seat, in the given order; a proposal whose
    cell has filled up meanwhile is missing, and nothing of it is stored.
    """
    taken = seats.take(Counter(cell.id for _, cell in proposals))
    granted = _granted(proposals, {cell_id: number for cell_id, (number, _) in taken.items()})
    cells = Cell.objects.select_related("office").in_bulk(sorted(taken))
    rows = [(one, cells[cell.id]) for one, cell in granted]
    on_day = Counter((cell.office_id, cell.day) for _, cell in rows)
    last = seats.number(on_day)
    in_cell = Counter(cell.id for _, cell in rows)
    appointments = []
    for one, cell in rows:
        place = (cell.office_id, cell.day)
        in_cell[cell.id] -= 1
        on_day[place] -= 1
        nth, number = taken[cell.id][1] - in_cell[cell.id], last[place] - on_day[place]
        appointments.append(_appointment(one, cell, nth=nth, number=number, now=now))
    return Appointment.objects.bulk_create(appointments)


def _granted(
    proposals: Sequence[tuple[Asked, OpenCell]], left: dict[int, int]
) -> list[tuple[Asked, OpenCell]]:
    """Return the first proposals of each cell, as many as it granted, in the given order."""
    granted = []
    for one, cell in proposals:
        if left.get(cell.id, 0) > 0:
            left[cell.id] -= 1
            granted.append((one, cell))
    return granted


def letters(appointment: Appointment, *, kind: str, now: datetime) -> list[Letter]:
    """Return the notice of a given or moved place, and its reminders."""
    application = appointment.application
    account = application.account
    plan = [(kind, now)]
    plan += reminders.reminders(
        arrives_at=appointment.arrives_at, given_at=now, timezone=appointment.office.timezone
    )
    return [
        Letter(
            ref=application.ref,
            kind=each,
            version=appointment.sequence,
            to_address=account.email if account else "",
            language=application.language,
            application=application,
            account=account,
            due_at=due_at,
        )
        for each, due_at in plan
    ]


def deed(appointment: Appointment, *, name: str, actor: str) -> Deed:
    """Return what the ledger says about a place that was given."""
    return Deed(
        scope=appointment.office.code,
        name=name,
        subject=appointment.application.ref,
        actor=actor,
        detail={
            "day": appointment.day.isoformat(),
            "window": appointment.cell.band_starts.isoformat("minutes"),
            "pool": appointment.cell.pool,
            "number": queue_number(appointment.queue_letter, appointment.queue_number),
            "sequence": appointment.sequence,
        },
    )


def _appointment(one: Asked, cell: Cell, *, nth: int, number: int, now: datetime) -> Appointment:
    ends_at = cell.starts_at + timedelta(minutes=cell.band_minutes)
    minutes = arrival_minutes(nth, seats=cell.seats, band_minutes=cell.band_minutes)
    return Appointment(
        application=one.application,
        sequence=one.sequence,
        cell=cell,
        office=cell.office,
        day=cell.day,
        window_starts_at=cell.starts_at,
        window_ends_at=ends_at,
        arrives_at=cell.starts_at + timedelta(minutes=minutes),
        queue_number=number,
        given_at=now,
    )


def _known(wishes: Wishes, earliest: Mapping[str, date]) -> Wishes:
    """Leave out offices that are gone from the reference data."""
    offices = tuple(code for code in wishes.offices if code in earliest)
    return Wishes(offices, wishes.cannot, wishes.not_on, wishes.not_before)


def _person(one: Asked) -> bytes | None:
    applicant = one.application.applicant
    return bytes(applicant.nik_hash) if applicant else None


def _from_then_on(wishes: Wishes, day: date | None) -> Wishes:
    """Let nothing be given before the end of a pause; the wishes stay as they are otherwise."""
    if day is None:
        return wishes
    not_before = max(day, wishes.not_before or day)
    return replace(wishes, not_before=not_before)


def _pools(one: Asked, now: datetime) -> tuple[str, ...]:
    applicant = one.application.applicant
    if applicant is None:
        return ("regular",)
    age = age_on(now.date(), birth_date=applicant.birth_date)
    return pools_for(age=age, needs=one.application.answers.get("needs", ()))
