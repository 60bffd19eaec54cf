"""Rejoin: somebody who did not come when called is back and waits again, by the rule."""

from datetime import UTC, datetime

from django.db import transaction

from antrean.actions.hall import turns
from antrean.actions.hall.holding import deed, lock_open_day
from antrean.domain.hall.standing import Standing, on_return
from antrean.records import ledger
from antrean.records.models import Account, Device, Visit


class NotAbsent(Exception):
    """The visit is not absent: there is nothing to come back from."""


@transaction.atomic(durable=True)
def rejoin(
    visit: Visit, *, by: Account | None = None, device: Device | None = None, now: datetime
) -> Visit:
    """Let the person wait again, where `standing_back` says.

    Raises `NotAbsent` and `HallClosed`.
    """
    lock_open_day(visit.office, now=now)
    current = Visit.objects.select_related("office", "appointment__application").get(pk=visit.pk)
    back = standing_back(current, now=now)
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


def standing_back(visit: Visit, *, now: datetime) -> Standing:
    """Return where somebody absent would stand if they came back now. Raises `NotAbsent`."""
    if visit.state != "absent" or visit.ended_at is not None or visit.missed_at is None:
        raise NotAbsent
    place = visit.appointment
    return on_return(
        at=now,
        missed_at=visit.missed_at,
        times_missed=visit.times_missed,
        window_starts_at=place.window_starts_at if place else None,
        window_ends_at=place.window_ends_at if place else None,
    )
