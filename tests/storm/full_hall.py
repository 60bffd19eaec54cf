"""A hall full of people, made at once, and what to take away from a call to see it go wrong."""

from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from threading import Barrier
from unittest.mock import patch

from django.db import transaction

from antrean.domain.ledger import Deed
from antrean.records import ledger
from antrean.records.hall import line
from antrean.records.models import Account, HallDay, Office, Visit


@transaction.atomic
def fill(office: Office, *, people: int, by: Account, at: datetime) -> Sequence[Visit]:
    """Let so many people wait to fetch a passport, one more each second, in this order."""
    visits = Visit.objects.bulk_create(
        Visit(
            office=office,
            day=at.date(),
            queue_letter="K",
            queue_number=number,
            service="collection",
            line="collection",
            arrived_at=at + timedelta(seconds=number),
            by=by,
            standing="open",
            since=at + timedelta(seconds=number),
            stage="collection",
            stage_since=at + timedelta(seconds=number),
        )
        for number in range(1, people + 1)
    )
    HallDay.objects.create(office=office, day=at.date(), given_collection=people)
    said = [
        Deed(office.code, "walked_in", f"visit:{each.pk}", f"account:{by.pk}") for each in visits
    ]
    ledger.write(said, at=at)
    return visits


def unlocked_day(office, *, now, day=None):
    """Return the hall's day without waiting for anybody, in place of `lock_day`."""
    return HallDay.objects.get(office=office, day=day or now.date())


@contextmanager
def unlocked(*, counters: int):
    """Take away the hall's lock, and let every counter look at the line before one calls."""
    looked, look = Barrier(counters), line.turn_at

    def look_and_wait(shift, *, now):
        turn = look(shift, now=now)
        looked.wait(timeout=20)
        return turn

    with ExitStack() as gone:
        gone.enter_context(patch("antrean.actions.hall.holding.lock_day", unlocked_day))
        gone.enter_context(patch("antrean.records.hall.line.turn_at", look_and_wait))
        yield
