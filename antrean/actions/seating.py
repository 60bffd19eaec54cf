"""Proposes windows to applications and gives the seats, for every deed that needs one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from antrean.domain.allocation import POOLS, OpenCell, Refusal, pools_for, soonest
from antrean.domain.calendar import arrival_minutes
from antrean.domain.identity import age_on
from antrean.domain.ledger import Deed
from antrean.domain.ticket import queue_number
from antrean.domain.wishes import Wishes
from antrean.records import absences, places, seats
from antrean.records.models import Application, Appointment
from antrean.records.open_seats import OpenSeats
from antrean.records.outbox import Letter
from antrean.records.places import Place


class Asked(NamedTuple):
    """One application that asks for a window, as the nth place it is given."""

    application_id: int
    person: bytes | None  # the keyed hash of the identity number
    birth_date: date | None
    needs: Sequence[str]
    wishes: Wishes
    sequence: int = 0
    was_absent: bool = True  # once; False spares the look


Proposal = tuple[Asked, OpenCell | Refusal]


def asked(application: Application, wishes: Wishes, *, sequence: int) -> Asked:
    """Return what a stored application asks for with these wishes."""
    who = application.applicant
    return Asked(
        application_id=application.pk,
        person=bytes(who.nik_hash) if who else None,
        birth_date=who.birth_date if who else None,
        needs=application.answers.get("needs", ()),
        wishes=wishes,
        sequence=sequence,
    )


def propose(
    asking: Sequence[Asked], *, now: datetime, open_seats: OpenSeats | None = None
) -> list[Proposal]:
    """Find the soonest fitting window for each, in the given order; nothing is taken yet.

    `open_seats` may be seconds old; who would get nothing from it is proposed again from a fresh
    one. Without any the calendar is read now.
    """
    open_seats = open_seats or OpenSeats()
    proposals = _proposals(after_pauses(asking, today=now.date()), open_seats, now=now)
    refused = [one for one, cell in proposals if isinstance(cell, Refusal)]
    offices = {office for one in refused for office in one.wishes.offices}
    if not refused or not open_seats.forget_stale(offices, now=now):
        return proposals
    again = {id(one): cell for one, cell in _proposals(refused, open_seats, now=now)}
    return [(one, again.get(id(one), cell)) for one, cell in proposals]


def after_pauses(asking: Sequence[Asked], *, today: date) -> list[Asked]:
    """Let nobody wish for a day of their pause; the wishes stay as they are otherwise."""
    people = [one.person for one in asking if one.person and one.was_absent]
    ends = absences.pauses(people, today=today) if people else {}
    return [
        one._replace(wishes=_from_then_on(one.wishes, ends[one.person]))
        if one.person in ends
        else one
        for one in asking
    ]


def _proposals(asking: Sequence[Asked], open_seats: OpenSeats, *, now: datetime) -> list[Proposal]:
    calendar = open_seats.calendar(
        {office for one in asking for office in one.wishes.offices}, now=now
    )
    earliest = open_seats.earliest(calendar.cells, now=now)
    return [
        (
            one,
            soonest(
                calendar,
                wishes=_known(one.wishes, earliest),
                pools=pools_of(one, now=now),
                earliest=earliest,
            ),
        )
        for one in asking
    ]


def pools_of(one: Asked, *, now: datetime) -> tuple[str, ...]:
    """Return the pools one may use, in the order in which they are looked at."""
    if one.birth_date is None:
        return POOLS[:1]
    age = age_on(now.date(), birth_date=one.birth_date)
    return pools_for(age=age, needs=one.needs)


def give(proposals: Sequence[tuple[Asked, OpenCell]], *, now: datetime) -> dict[int, Place]:
    """Take the proposed seats and store the places, inside the caller's transaction.

    Returns by application the places of those that got their seat; a proposal whose cell has
    filled up meanwhile is missing, and nothing of it is stored.
    """
    taken = seats.take(Counter(cell.id for _, cell in proposals))
    _correct([cell for _, cell in proposals], taken)
    granted = _granted(proposals, {each.cell_id: each.granted for each in taken.values()})
    rows = [(one, cell.office, taken[cell.id]) for one, cell in granted]
    on_day = Counter((cell.office_id, cell.day) for _, _, cell in rows)
    in_cell = Counter(cell.cell_id for _, _, cell in rows)
    given = {}
    for one, office, cell in rows:
        day = (cell.office_id, cell.day)
        in_cell[cell.cell_id] -= 1
        on_day[day] -= 1
        nth, number = cell.taken - in_cell[cell.cell_id], cell.last_number - on_day[day]
        given[one.application_id] = _place(one, office, cell, nth=nth, number=number)
    places.store(list(given.values()), now=now)
    return given


def _correct(cells: Sequence[OpenCell], taken: Mapping[int, seats.Taken]) -> None:
    """Let the calendar know what is left of the cells it proposed: others take seats too."""
    for cell in cells:
        known = taken.get(cell.id)
        cell.free = known.seats - known.taken if known else 0


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


def letter(appointment: Appointment, *, kind: str) -> Letter:
    """Return the one notice of what became of a place; reminders are written when they fall due."""
    return letter_to(appointment.application, kind=kind, version=appointment.sequence)


def letter_to(application: Application, *, kind: str, version: int) -> Letter:
    """Return a notice to the account of an application; without an address it is never stored."""
    account = application.account
    return Letter(
        ref=application.ref,
        kind=kind,
        version=version,
        to_address=account.email if account else "",
        language=application.language,
        application_id=application.pk,
        account_id=account.pk if account else None,
    )


def deed(appointment: Appointment, *, name: str, actor: str) -> Deed:
    """Return what the ledger says about a place that was stored before."""
    return Deed(
        appointment.office.code,
        name,
        appointment.application.ref,
        actor,
        _said(
            day=appointment.day,
            window=appointment.cell.band_starts,
            pool=appointment.cell.pool,
            number=queue_number(appointment.queue_letter, appointment.queue_number),
            sequence=appointment.sequence,
        ),
    )


def deed_of(place: Place, *, ref: str, name: str, actor: str) -> Deed:
    """Return what the ledger says about a place that is given now."""
    said = _said(
        day=place.day,
        window=place.band_starts,
        pool=place.pool,
        number=place.number,
        sequence=place.sequence,
    )
    return Deed(place.office, name, ref, actor, said)


def _said(*, day: date, window: time, pool: str, number: str, sequence: int) -> dict[str, object]:
    return {
        "day": day.isoformat(),
        "window": window.isoformat("minutes"),
        "pool": pool,
        "number": number,
        "sequence": sequence,
    }


def _place(one: Asked, office: str, cell: seats.Taken, *, nth: int, number: int) -> Place:
    minutes = arrival_minutes(nth, seats=cell.seats, band_minutes=cell.band_minutes)
    return Place(
        application_id=one.application_id,
        sequence=one.sequence,
        cell_id=cell.cell_id,
        office_id=cell.office_id,
        office=office,
        day=cell.day,
        band_starts=cell.band_starts,
        pool=cell.pool,
        window_starts_at=cell.starts_at,
        window_ends_at=cell.starts_at + timedelta(minutes=cell.band_minutes),
        arrives_at=cell.starts_at + timedelta(minutes=minutes),
        nth_of_day=number,
    )


def _known(wishes: Wishes, earliest: Mapping[str, date]) -> Wishes:
    """Leave out offices that are gone from the reference data."""
    offices = tuple(code for code in wishes.offices if code in earliest)
    return Wishes(offices, wishes.cannot, wishes.not_on, wishes.not_before)


def _from_then_on(wishes: Wishes, day: date) -> Wishes:
    not_before = max(day, wishes.not_before or day)
    return replace(wishes, not_before=not_before)
