"""Which calls decide whose group is next: the last ones, for what a counter does, and no others."""

from datetime import timedelta

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.serve import start
from antrean.actions.hall.undo import undo
from antrean.domain.hall.order import RULES
from antrean.records.hall import line
from antrean.records.models import Visit
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
def cell(office):
    return make_cell(office, seats=RULES.booked_run + 1)


@pytest.fixture
def now(cell):
    """The moment the window begins."""
    return cell.starts_at


@pytest.fixture
def fetching(office, now):
    """The shift at a counter where passports are fetched, with somebody called there."""
    shift = make_shift(office, number=2, stages=["collection"], at=now)
    make_walk_in(office, at=now, line="collection", service="collection")
    call_next(shift, by=shift.account, now=now)
    return shift


def call_and_start(shift, now):
    call = call_next(shift, by=shift.account, now=now)
    return start(shift, call, by=shift.account, now=now)


def test_a_call_for_something_else_does_not_count(office, cell, fetching):
    assert line.recent_groups(office, day=cell.day, stages=["documents"]) == []
    assert line.recent_groups(office, day=cell.day, stages=["collection"]) == ["open"]
    assert line.recent_groups(office, day=cell.day) == ["open"]


def test_a_call_that_was_taken_back_does_not_count(office, cell, fetching, now):
    undo(fetching, by=fetching.account, now=now)

    assert line.recent_groups(office, day=cell.day) == []


@pytest.fixture
def passed_over(office, now):
    """Somebody who waited too long while four booked people were called, and one more waits."""
    overdue = make_walk_in(office, at=now - timedelta(minutes=RULES.open_minutes))
    for _each in range(RULES.booked_run + 1):
        make_arrived(make_booked(office), at=now)
    Visit.objects.filter(line="priority").update(line="booked")  # whatever their age
    return overdue


def call_the_booked(shift, now):
    return [call_and_start(shift, now).why for _each in range(RULES.booked_run)]


def test_fetching_passports_elsewhere_hides_nobody_who_waits_too_long(office, now, passed_over):
    shift = make_shift(office, stages=["documents"], at=now)
    booked_calls = call_the_booked(shift, now)
    elsewhere = make_shift(office, number=2, stages=["collection"], at=now)
    make_walk_in(office, at=now, line="collection", service="collection")
    call_next(elsewhere, by=elsewhere.account, now=now)

    turn = line.turn_at(shift, now=now)

    assert booked_calls == ["window"] * RULES.booked_run
    assert (turn.waiter.id, turn.why) == (passed_over.pk, "waited")
