"""Walking in: a number of its class in the capacity that is left, the same one for the same key."""

from datetime import time
from uuid import uuid4

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.walk_in import NoRoomToday, Wanted, walk_in
from antrean.records.models import LedgerEntry, OpeningHours, Visit
from tests.actions.hall.desk import make_place
from tests.factories import LONG_AGO, make_cell, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def hours(office, morning):
    """The office works from eight to four that day."""
    return OpeningHours.objects.create(
        office=office,
        weekday=morning.weekday(),
        opens=time(8),
        closes=time(16),
        basis="assumption",
        source="test",
        valid_from=LONG_AGO.date(),
    )


def ask(office, at, by, *, line="walk_in", **more):
    wanted = Wanted(service=more.pop("service", "new"), line=line, **more)
    return walk_in(wanted, office=office, by=by, now=at)


def test_every_class_counts_for_itself(office, morning):
    lines = ("walk_in", "priority", "walk_in", "collection", "priority")

    visits = [make_walk_in(office, at=morning, line=line) for line in lines]

    assert list(map(str, visits)) == ["W-001", "L-001", "W-002", "K-001", "L-002"]


def test_every_day_counts_from_one(office, morning, desk):
    make_walk_in(office, at=morning)

    assert str(make_walk_in(office, at=desk.wait(days=1))) == "W-001"


def test_one_stands_in_the_line_as_one_came(office, morning):
    visit = make_walk_in(office, at=morning)

    assert (visit.standing, visit.since, visit.state) == ("open", morning, "waiting")


def test_whoever_fetches_a_passport_waits_for_the_one_stage_of_it(office, morning):
    visit = make_walk_in(office, at=morning, line="collection", service="collection")

    assert visit.stage == "collection"


def test_while_no_counter_is_open_there_is_no_room(office, morning, hours, receptionist):
    with pytest.raises(NoRoomToday):
        ask(office, morning, receptionist)

    assert not Visit.objects.exists()


def test_with_a_counter_open_there_is_room(office, hours, desk, receptionist):
    assert str(ask(office, desk.at, receptionist)) == "W-001"


def test_shortly_before_closing_there_is_none(office, hours, desk, receptionist):
    with pytest.raises(NoRoomToday):
        ask(office, desk.wait(hours=6, minutes=55), receptionist)


def test_a_family_needs_room_for_each_of_them(office, hours, desk, receptionist):
    desk.wait(hours=6, minutes=30)  # the last half hour holds two services of twelve minutes

    with pytest.raises(NoRoomToday):
        ask(office, desk.at, receptionist, people=3)
    assert ask(office, desk.at, receptionist, people=2).people == 2
    with pytest.raises(NoRoomToday):
        ask(office, desk.at, receptionist)


def test_whoever_is_booked_later_goes_first(office, hours, desk, receptionist):
    make_cell(office, starts=time(15, 30))
    [make_place(office) for _ in range(10)]

    with pytest.raises(NoRoomToday):
        ask(office, desk.wait(hours=6, minutes=20), receptionist)


def test_fetching_a_passport_always_fits(office, morning, receptionist):
    assert str(ask(office, morning, receptionist, line="collection", service="collection"))


def test_priority_has_a_quota_of_its_own(office, morning, receptionist):
    make_cell(office, pool="priority", seats=2)

    numbers = [str(ask(office, morning, receptionist, line="priority")) for _ in range(2)]

    assert numbers == ["L-001", "L-002"]
    with pytest.raises(NoRoomToday):
        ask(office, morning, receptionist, line="priority")


def test_a_quota_counts_people_not_numbers(office, morning, receptionist):
    make_cell(office, pool="priority", seats=3)
    ask(office, morning, receptionist, line="priority", people=2)

    with pytest.raises(NoRoomToday):
        ask(office, morning, receptionist, line="priority", people=2)


def test_beyond_its_quota_priority_fits_where_others_do(office, hours, desk, receptionist):
    assert str(ask(office, desk.at, receptionist, line="priority")) == "L-001"


def test_pressing_twice_with_one_key_gives_one_number(office, hours, desk, receptionist):
    key = uuid4()

    first = ask(office, desk.at, receptionist, key=key)
    again = ask(office, desk.at, receptionist, key=key)

    assert again == first
    assert Visit.objects.count() == LedgerEntry.objects.filter(deed="walked_in").count() == 1


def test_a_closed_hall_gives_no_number(office, morning, receptionist):
    close_hall(office, by=receptionist, now=morning)

    with pytest.raises(HallClosed):
        ask(office, morning, receptionist, line="collection")


def test_the_ledger_tells_the_number_and_the_line_but_no_need(office, morning):
    visit = make_walk_in(
        office, at=morning, line="priority", needs=["pregnant"], priority_reason="pregnant"
    )

    entry = LedgerEntry.objects.get(deed="walked_in")
    assert (entry.subject, entry.actor) == (f"visit:{visit.pk}", f"account:{visit.by.pk}")
    assert entry.detail == {"number": "L-001", "stage": "documents", "line": "priority"}
