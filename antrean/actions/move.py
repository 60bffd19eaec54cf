"""Move: another time for new wishes, in one step, so that nobody is ever without a place."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from antrean.actions import giving_back, seating
from antrean.domain.allocation import Refusal
from antrean.domain.wishes import Wishes
from antrean.records import ledger, outbox, receipts
from antrean.records.models import MOVES_MAX, Account, Application, Appointment

UNTIL = timedelta(hours=2)
"""A published rule: moving is possible until two hours before (allocation: rescheduling)."""

ROUNDS_MAX = 5


class NoMoveLeft(Exception):
    """The time was changed twice already."""


class TooLateToMove(Exception):
    """Less than two hours remain."""


class NothingToMove(Exception):
    """The application holds no place."""


class NoOtherTime(Exception):
    """No window fits the new wishes; the old place stays. `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class OnlyDrawn(Exception):
    """Every office that is wished for draws: nobody moves there, and the old place stays.

    Whoever wants one of them gives the place back and applies for the draw.
    """


class Busy(Exception):
    """Others took every proposed seat first; the old place stays. Ask again."""


def move(
    application: Application, *, wishes: Wishes, moved_before: int, by: Account, now: datetime
) -> Appointment:
    """Give the soonest other window that fits the new wishes and free the old one.

    `moved_before` is how often the application had been moved when the page was written: pressing
    twice moves once and returns the same place. Raises `NothingToMove`, `NoMoveLeft`,
    `TooLateToMove`, `OnlyDrawn`, `NoOtherTime` or `Busy`; after each of them the old place stands.
    """
    for _ in range(ROUNDS_MAX):
        moved = _round(application, wishes=wishes, moved_before=moved_before, by=by, now=now)
        if moved is not None:
            return moved
    raise Busy


@transaction.atomic(durable=True)
def _round(
    application: Application, *, wishes: Wishes, moved_before: int, by: Account, now: datetime
) -> Appointment | None:
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant", "account")
        .get(pk=application.pk)
    )
    held = (
        Appointment.objects.filter(application=locked, ended_at__isnull=True)
        .select_related("office", "cell")
        .first()
    )
    if held is None:
        raise NothingToMove
    if locked.moves > moved_before:
        return held
    may_move(locked, held, now=now)
    return _exchange(locked, held, wishes=wishes, by=by, now=now)


def may_move(application: Application, held: Appointment | None, *, now: datetime) -> None:
    """Raise `NothingToMove`, `NoMoveLeft` or `TooLateToMove` where the time stands as it is."""
    if held is None:
        raise NothingToMove
    if application.moves >= MOVES_MAX:
        raise NoMoveLeft
    if now > held.arrives_at - UNTIL:
        raise TooLateToMove


def _exchange(
    application: Application, held: Appointment, *, wishes: Wishes, by: Account, now: datetime
) -> Appointment | None:
    """Return the new place, or None where its seat was gone: then nothing of this is kept."""
    asked = seating.asked(application, wishes, sequence=held.sequence + 1)
    cell = seating.propose([asked], now=now)[0][1]
    if isinstance(cell, Refusal):
        if receipts.drawing(wishes.offices, day=receipts.day_of(now)) >= set(wishes.offices):
            raise OnlyDrawn
        raise NoOtherTime(cell)
    with transaction.atomic():
        giving_back.end(held, ending="moved", now=now)
        given = seating.give([(asked, cell)], now=now)
        if not given:
            transaction.set_rollback(True)
            return None
    Application.objects.filter(pk=application.pk).update(
        moves=F("moves") + 1, wishes=wishes.as_json()
    )
    place = (
        Appointment.objects.select_related("office", "cell", "application__account")
        .filter(application=application, ended_at__isnull=True)
        .get()
    )
    outbox.write([seating.letter(place, kind="appointment_moved")], at=now)
    deeds = [
        seating.deed(held, name="appointment_left", actor=f"account:{by.pk}"),
        seating.deed(place, name="appointment_moved", actor=f"account:{by.pk}"),
    ]
    ledger.write(deeds, at=now)
    return place
