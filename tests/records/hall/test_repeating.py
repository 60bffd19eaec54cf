"""Anybody who reads the ledger can repeat a choice: it holds the facts, the call and the reason."""

from datetime import datetime, timedelta

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.serve import start
from antrean.domain.hall.order import Asking, Waiter, next_turn
from antrean.records.models import LedgerEntry
from tests.factories import (
    make_arrived,
    make_booked,
    make_cell,
    make_office,
    make_shift,
    make_walk_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def now(office):
    return make_cell(office, seats=3).starts_at


@pytest.fixture
def shift(office, now):
    """Three booked people and two without an appointment wait, as does this counter."""
    for place in range(3):
        make_arrived(make_booked(office), at=now - timedelta(minutes=place))
    make_walk_in(office, at=now - timedelta(minutes=40))
    make_walk_in(office, at=now - timedelta(minutes=2), line="priority", priority_reason="sick")
    return make_shift(office, at=now)


def call_everybody(shift, now):
    while call := call_next(shift, by=shift.account, now=now):
        start(shift, call, by=shift.account, now=now)


def facts(entry, place):
    """Return what the ledger says of an arrival as the rule wants it."""
    said = entry.detail
    return Waiter(
        id=place,
        line=said["line"],
        standing=said.get("standing", "open"),
        since=datetime.fromisoformat(said["since"]) if "since" in said else entry.link.at,
        arrives_at=datetime.fromisoformat(said["arrives_at"]) if said.get("arrives_at") else None,
    )


def first_stage_calls():
    entries = LedgerEntry.objects.filter(deed="called").order_by("pk")
    return [entry.detail for entry in entries if entry.detail["stage"] == "documents"]


def test_every_first_call_follows_again_from_what_the_ledger_says(shift, now):
    call_everybody(shift, now)
    arrivals = LedgerEntry.objects.filter(deed__in=("checked_in", "walked_in")).order_by("pk")
    number_of = {place: entry.detail["number"] for place, entry in enumerate(arrivals)}
    left = [facts(entry, place) for place, entry in enumerate(arrivals)]
    repeated, recent = [], []

    for _each in number_of:
        turn = next_turn(left, now=now, recent=recent, asking=Asking())
        repeated.append((number_of[turn.waiter.id], turn.why, turn.group))
        left.remove(turn.waiter)
        recent.insert(0, turn.group)

    published = [(said["number"], said["why"], said["group"]) for said in first_stage_calls()]
    assert repeated == published
    assert len(published) == 5


def test_the_ledger_says_who_called_where_and_why_but_not_whom(shift, now):
    call_everybody(shift, now)

    entry = LedgerEntry.objects.filter(deed="called").order_by("pk").first()
    assert sorted(entry.detail) == ["counter", "group", "number", "stage", "why"]
    assert entry.actor == f"account:{shift.account_id}"
