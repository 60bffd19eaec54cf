"""Settle a notice: look once more whether it is true, and note what became of it.

Sending itself takes place between these short transactions, never inside one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from antrean.actions.lease_notices import HOLD, Lease
from antrean.adapters.quiet_log import hide
from antrean.domain import notices
from antrean.domain.draw.receipt import Receipt
from antrean.domain.notices import LastPlace
from antrean.records import receipts
from antrean.records.models import Application, Appointment, Notice

ERROR_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A notice to be sent now, under its renewed claim, and what it speaks of, if anything.

    A place, or the receipt of an application that waits for the draw or was ended meanwhile.
    """

    lease: Lease
    notice: Notice
    appointment: Appointment | None
    receipt: Receipt | None = None


@transaction.atomic(durable=True)
def look_again(lease: Lease, *, now: datetime) -> Due | None:
    """Return what is to be sent now, or None: somebody else has it, or it is not true any more.

    The application is locked while its latest place is read, so a move or a cancellation comes
    wholly before or wholly after. The claim is renewed for the time of sending.
    """
    spoken_of = Application.objects.filter(notices=lease.notice_id)
    spoken_of.select_for_update(of=("self",), no_key=True).values_list("pk").first()
    notice = _claimed(lease).select_related("application__applicant").first()
    if notice is None:
        return None
    appointment = _latest_place(notice)
    receipt = _latest_receipt(notice) if appointment is None else None
    if _is_stale(notice, appointment, receipt, now=now):
        _settle(notice, state="stale", now=now)
        return None
    renewed = Lease(notice.pk, now + HOLD)
    Notice.objects.filter(pk=notice.pk).update(leased_until_at=renewed.until_at)
    return Due(renewed, notice, appointment, receipt)


@transaction.atomic(durable=True)
def note_sent(due: Due, *, now: datetime) -> None:
    """Note that the mail server has taken the letter; whatever was secret in it is erased."""
    _settle(due.notice, state="sent", now=now)


@transaction.atomic(durable=True)
def note_refused(due: Due, *, error: str, now: datetime) -> None:
    """Note that this letter will never be taken: staff see it and may try again."""
    _settle(due.notice, state="dead", now=now, last_error=_said(error))


@transaction.atomic(durable=True)
def put_off(
    leases: Sequence[Lease], *, error: str, luck: Callable[[], float], now: datetime
) -> int:
    """Let the letters wait for their next try, each for a pause of its own; return how many.

    `luck` gives numbers from 0 to 1. A letter that was tried for long enough is given up instead.
    """
    held = [notice for lease in leases for notice in _claimed(lease)]
    for notice in held:
        if notices.gives_up(due_at=notice.due_at, tries=notice.tries, now=now):
            _settle(notice, state="dead", now=now, last_error=_said(error))
        else:
            again_at = now + notices.pause(tries=notice.tries, luck=luck())
            Notice.objects.filter(pk=notice.pk).update(
                leased_until_at=again_at, last_error=_said(error)
            )
    return len(held)


def _claimed(lease: Lease) -> QuerySet[Notice]:
    return Notice.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=lease.notice_id, state="pending", leased_until_at=lease.until_at
    )


def _latest_place(notice: Notice) -> Appointment | None:
    if notice.application is None:
        return None
    places = notice.application.appointments.order_by("-sequence")
    return places.select_related("office__parent", "cell").first()


def _latest_receipt(notice: Notice) -> Receipt | None:
    return receipts.read_last(notice.application_id) if notice.application_id else None


def _is_stale(
    notice: Notice, appointment: Appointment | None, receipt: Receipt | None, *, now: datetime
) -> bool:
    last = draw = None
    if receipt is not None and notice.application and notice.application.state == "in_draw":
        draw = receipt.age_class
    if appointment is not None:
        last = LastPlace(
            sequence=appointment.sequence,
            ended=appointment.ended_at is not None,
            window_ends_at=appointment.window_ends_at,
        )
    return notices.is_stale(notice.kind, version=notice.version, last=last, draw=draw, now=now)


def _settle(notice: Notice, *, state: str, now: datetime, last_error: str = "") -> None:
    """Settle it once; a notice that was settled meanwhile stays as it is."""
    Notice.objects.filter(pk=notice.pk, state="pending").update(
        state=state, settled_at=now, secret=None, last_error=last_error
    )


def _said(error: str) -> str:
    return hide(error)[:ERROR_LENGTH_MAX]
