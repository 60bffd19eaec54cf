"""Giving priority at the door: whoever waits moves to the priority line and keeps the number."""

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.give_priority import NotWaiting, give_priority
from antrean.actions.hall.holding import HallClosed
from antrean.records.models import LedgerEntry
from tests.factories import make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(office, morning):
    return make_walk_in(office, at=morning)


def test_the_number_stays_and_the_line_changes(visit, morning, receptionist):
    moved = give_priority(visit, reason="pregnant", by=receptionist, now=morning)

    assert str(moved) == "W-001"
    assert (moved.line, moved.priority_reason, moved.needs) == (
        *("priority", "pregnant"),
        ["pregnant"],
    )


def test_they_are_called_before_those_who_came_earlier(visit, office, desk, receptionist):
    later = make_walk_in(office, at=desk.wait(minutes=5))
    give_priority(later, reason="sick", by=receptionist, now=desk.at)

    assert desk.next().visit == later


def test_the_ledger_tells_the_deed_but_not_the_need(visit, morning, receptionist):
    give_priority(visit, reason="sick", by=receptionist, now=morning)

    entry = LedgerEntry.objects.get(deed="priority_given")
    assert entry.actor == f"account:{receptionist.pk}"
    assert "sick" not in str(entry.detail)


def test_given_twice_it_is_told_once(visit, morning, receptionist):
    give_priority(visit, reason="sick", by=receptionist, now=morning)
    give_priority(visit, reason="sick", by=receptionist, now=morning)

    assert LedgerEntry.objects.filter(deed="priority_given").count() == 1


def test_whoever_is_at_a_counter_waits_no_longer(visit, desk, receptionist):
    desk.next()

    with pytest.raises(NotWaiting):
        give_priority(visit, reason="sick", by=receptionist, now=desk.at)


def test_after_the_hall_closed_nothing_changes(visit, morning, receptionist):
    close_hall(visit.office, by=receptionist, now=morning)

    with pytest.raises(HallClosed):
        give_priority(visit, reason="sick", by=receptionist, now=morning)
