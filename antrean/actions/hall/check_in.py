"""Check in: somebody with an appointment has arrived and was recognised at the door."""

from datetime import UTC, date, datetime

from django.db import IntegrityError, transaction

from antrean.actions.hall.announce_wait import announce_wait
from antrean.actions.hall.holding import deed, lock_open_day
from antrean.domain.allocation import PRIORITY_AGE_FROM, PRIORITY_CHILD_UNDER, pools_for
from antrean.domain.hall.standing import on_arrival
from antrean.domain.identity import age_on
from antrean.records import ledger
from antrean.records.hall.plans import plan_of
from antrean.records.models import Account, Application, Appointment, Device, Office, Visit


class AlreadyIn(Exception):
    """The ticket was checked in before: a copied code is refused and shown."""


class WrongDay(Exception):
    """The appointment is on another day; `day` says which."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class NoPlaceHere(Exception):
    """The application holds no place at this office."""


@transaction.atomic(durable=True)
def check_in(
    application: Application,
    *,
    office: Office,
    by: Account | None = None,
    device: Device | None = None,
    now: datetime,
) -> Visit:
    """Let the holder of a place wait, once; the number is the one on the ticket.

    `by` received them at the door, or `device` is the kiosk they used. Raises `HallClosed`,
    `NoPlaceHere`, `WrongDay` or `AlreadyIn`.
    """
    day = lock_open_day(office, now=now)
    held = (
        Appointment.objects.select_for_update(of=("self",))
        .filter(application=application, office=office)
        .select_related("office", "application__applicant", "cell")
        .order_by("-sequence")
        .first()
    )
    if held is None or (held.ended_at is not None and not hasattr(held, "visit")):
        raise NoPlaceHere
    if held.day != day.day:
        raise WrongDay(held.day)
    visit = _visit(held, now=now)
    visit.by, visit.device = by, device
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError as problem:
        raise AlreadyIn from problem
    actor = f"account:{by.pk}" if by else f"device:{device.pk if device else 0}"
    said = deed(visit, name="checked_in", actor=actor, office=office, **_place(visit))
    announce_wait(visit, now=now)
    ledger.write([said], at=now)
    return visit


def _place(visit: Visit) -> dict[str, str]:
    """Return the facts by which the order of calling can be repeated from the ledger."""
    arrives_at = visit.arrives_at.astimezone(UTC).isoformat() if visit.arrives_at else ""
    since = visit.since.astimezone(UTC).isoformat()
    return {
        "line": visit.line,
        "standing": visit.standing,
        "since": since,
        "arrives_at": arrives_at,
    }


def _visit(held: Appointment, *, now: datetime) -> Visit:
    application = held.application
    needs, has_priority = _needs(application, on=held.day)
    standing = on_arrival(
        at=now, window_starts_at=held.window_starts_at, window_ends_at=held.window_ends_at
    )
    return Visit(
        office=held.office,
        day=held.day,
        appointment=held,
        queue_letter=held.queue_letter,
        queue_number=held.queue_number,
        service=application.purpose or "new",
        line="priority" if has_priority else "booked",
        needs=needs,
        party=application.account_id,
        language=application.language,
        arrives_at=held.arrives_at,
        arrived_at=now,
        standing=standing.kind,
        since=standing.since,
        stage=plan_of(held.office, service=application.purpose or "new", day=held.day)[0],
        stage_since=now,
    )


def _needs(application: Application, *, on: date) -> tuple[list[str], bool]:
    """Return what the person needs, their age included, and whether they have priority."""
    needs = list(application.answers.get("needs", ()))
    if application.applicant is None:
        return needs, "priority" in pools_for(age=PRIORITY_CHILD_UNDER, needs=needs)
    age = age_on(on, birth_date=application.applicant.birth_date)
    has_priority = "priority" in pools_for(age=age, needs=needs)
    if age >= PRIORITY_AGE_FROM:
        needs.append("elderly")
    if age < PRIORITY_CHILD_UNDER:
        needs.append("child")
    return needs, has_priority
