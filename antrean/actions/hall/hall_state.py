"""Tell the whole hall: it rests, goes on, hears an announcement, or has to leave."""

from datetime import datetime

from django.db import transaction

from antrean.actions.hall.holding import lock_open_day
from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.hall import events
from antrean.records.models import Account, HallDay, Office


@transaction.atomic(durable=True)
def set_state(
    office: Office,
    *,
    state: str,
    text_id: str = "",
    text_en: str = "",
    by: Account,
    now: datetime,
) -> HallDay:
    """Put the hall into "open", "paused" or "emergency"; the words are shown to everybody.

    Closing is a deed of its own, `close_hall`. Raises `HallClosed`.
    """
    day = lock_open_day(office, now=now)
    HallDay.objects.filter(pk=day.pk).update(state=state, text_id=text_id, text_en=text_en)
    day.state, day.text_id, day.text_en = state, text_id, text_en
    events.tell(day, kind="hall", body=state_body(day), at=now)
    detail = {"state": state}
    actor = f"account:{by.pk}"
    ledger.write([Deed(office.code, "hall_state", f"hall:{day.day}", actor, detail)], at=now)
    return day


@transaction.atomic(durable=True)
def announce(office: Office, *, key: str, by: Account, now: datetime) -> None:
    """Play and show a preset announcement once. Raises `HallClosed`."""
    day = lock_open_day(office, now=now)
    events.tell(day, kind="announcement", body={"key": key}, at=now)
    actor = f"account:{by.pk}"
    ledger.write([Deed(office.code, "announced", f"hall:{day.day}", actor, {"key": key})], at=now)


def state_body(day: HallDay) -> dict[str, object]:
    """Return the public facts of a hall's state."""
    return {"state": day.state, "text_id": day.text_id, "text_en": day.text_en}
