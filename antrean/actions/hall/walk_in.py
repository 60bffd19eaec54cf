"""Walk in: somebody came without an appointment and gets a number in the free capacity."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from antrean.actions.hall.announce_wait import announce_wait
from antrean.actions.hall.holding import deed, lock_open_day
from antrean.domain.hall.stages import LETTERS
from antrean.domain.hall.standing import on_arrival
from antrean.records import ledger
from antrean.records.hall import room
from antrean.records.hall.plans import plan_of
from antrean.records.models import Account, Device, HallDay, Office, Visit


class NoRoomToday(Exception):
    """Everybody who can still be served today is here or has an appointment."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody without an appointment came for. `priority_reason` is a need, or empty."""

    service: str
    line: str  # priority, walk_in or collection
    key: UUID | None = None  # the same key again gives the same number
    needs: list[str] = field(default_factory=list)
    priority_reason: str = ""
    people: int = 1
    language: str = "id"


COUNTERS = {
    "priority": "given_priority",
    "walk_in": "given_walk_in",
    "collection": "given_collection",
}


@transaction.atomic(durable=True)
def walk_in(
    wanted: Wanted,
    *,
    office: Office,
    by: Account | None = None,
    device: Device | None = None,
    now: datetime,
) -> Visit:
    """Give the next number of its class and let the person wait; the same key gives the same one.

    Collections always fit; priority fits within its own quota, then in the free capacity; the
    others in the free capacity alone. Raises `NoRoomToday` and `HallClosed`.
    """
    day = lock_open_day(office, now=now)
    given = Visit.objects.filter(key=wanted.key).first() if wanted.key else None
    if given is not None and given.office_id == office.pk:
        return given
    if given is not None:
        wanted = replace(wanted, key=None)  # another office's key says nothing here
    if not room.has_room(office, day, line=wanted.line, people=wanted.people, now=now):
        raise NoRoomToday
    visit = _store(wanted, office, day, now=now, by=by, device=device)
    actor = f"account:{by.pk}" if by else f"device:{device.pk if device else 0}"
    said = deed(visit, name="walked_in", actor=actor, office=office, line=wanted.line)
    announce_wait(visit, now=now)
    ledger.write([said], at=now)
    return visit


def _store(
    wanted: Wanted,
    office: Office,
    day: HallDay,
    *,
    now: datetime,
    by: Account | None,
    device: Device | None,
) -> Visit:
    standing = on_arrival(at=now, window_starts_at=None, window_ends_at=None)
    return Visit.objects.create(
        office=office,
        day=day.day,
        queue_letter=LETTERS[wanted.line],
        queue_number=_number(day, COUNTERS[wanted.line]),
        service=wanted.service,
        line=wanted.line,
        key=wanted.key,
        priority_reason=wanted.priority_reason,
        needs=wanted.needs,
        people=wanted.people,
        language=wanted.language,
        arrived_at=now,
        by=by,
        device=device,
        standing=standing.kind,
        since=standing.since,
        stage=plan_of(office, service=wanted.service, day=day.day)[0],
        stage_since=now,
    )


def _number(day: HallDay, column: str) -> int:
    """Draw the next number of a class, inside the hall's lock."""
    HallDay.objects.filter(pk=day.pk).update(**{column: F(column) + 1})
    day.refresh_from_db(fields=[column])
    return int(getattr(day, column))
