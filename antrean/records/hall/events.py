"""What a hall is told: stored in order and announced, public facts only, never a person."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from antrean.domain.ticket import queue_number
from antrean.records.models import Counter, HallDay, HallEvent, Office, Visit

CHANNEL = "antrean_hall"
"""Where events are announced: JSON with office, id, kind and body."""

CATCH_UP_MAX = 200


def tell(day: HallDay, *, kind: str, body: dict[str, object], at: datetime) -> HallEvent:
    """Store an event and announce it to every listening screen when the transaction commits."""
    event = HallEvent.objects.create(
        office_id=day.office_id, day=day.day, kind=kind, body=body | {"at": at.isoformat()}, at=at
    )
    notice = json.dumps(
        {"office": day.office.code, "id": event.pk, "kind": kind, "body": as_told(event)},
        ensure_ascii=False,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, notice])
    return event


def tell_call(
    day: HallDay, visit: Visit, *, counter: Counter, stage: str, kind: str, at: datetime
) -> HallEvent:
    """Tell that a number is called, called again, or no longer called (kind "withdrawn")."""
    body: dict[str, object] = {
        "number": queue_number(visit.queue_letter, visit.queue_number),
        "counter": counter.number,
        "arrow": counter.arrow,
        "stage": stage,
    }
    return tell(day, kind=kind, body=body, at=at)


def as_told(event: HallEvent) -> dict[str, object]:
    """Return the public facts of an event as they go out; `version` is its place in the order."""
    return {**event.body, "version": event.pk}


def since(office: Office, *, after: int, limit: int = CATCH_UP_MAX) -> Sequence[HallEvent]:
    """Return the events after that one, the oldest first; of too many only the newest."""
    newest = HallEvent.objects.filter(office=office, pk__gt=after).order_by("-pk")[:limit]
    return list(reversed(newest))


def latest(office: Office) -> int:
    """Return the key of the office's last event, 0 before the first."""
    return (
        HallEvent.objects.filter(office=office).order_by("-pk").values_list("pk", flat=True).first()
        or 0
    )
