"""Rejoin: somebody who did not come when called is back and waits again, by the rule."""

from datetime import UTC, datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed, lock_open_day
from antrean.domain.hall.standing import on_return
from antrean.records import ledger
from antrean.records.models import Account, Device, Visit


class NotAbsent(Exception):
    """The visit is not absent: there is nothing to come back from."""


@transaction.atomic(durable=True)
def rejoin(
    visit: Visit, *, by: Account | None = None, device: Device | None = None, now: datetime
) -> Visit:
    """Let the person wait again: behind the punctual the first time, else at the end.

    Raises `NotAbsent` and `HallClosed`.
    """
    lock_open_day(visit.office, now=now)
    current = Visit.objects.select_related("office", "appointment__application").get(pk=visit.pk)
    if current.state != "absent" or current.ended_at is not None or current.missed_at is None:
        raise NotAbsent
    place = current.appointment
    back = on_return(
        at=now,
        missed_at=current.missed_at,
        times_missed=current.times_missed,
        window_starts_at=place.window_starts_at if place else None,
        window_ends_at=place.window_ends_at if place else None,
    )
    turns.change(current, state="waiting", standing=back.kind, since=back.since, stage_since=now)
    actor = f"account:{by.pk}" if by else f"device:{device.pk if device else 0}"
    said = deed(
        current,
        name="rejoined",
        actor=actor,
        office=current.office,
        standing=back.kind,
        since=back.since.astimezone(UTC).isoformat(),
    )
    ledger.write([said], at=now)
    return current
