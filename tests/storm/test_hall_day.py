"""A whole day at once: six counters press what they like while people arrive, leave and come back.

Nobody waits for anybody in a ring, nobody is stuck, and every promise holds afterwards.
"""

from datetime import timedelta
from random import Random
from unittest.mock import patch

import pytest

from antrean.actions.cancel import NothingToCancel, TooLateToCancel, cancel
from antrean.actions.hall.call_next import StillCalled
from antrean.actions.hall.check_in import NoPlaceHere, check_in
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.holding import CallOver
from antrean.actions.hall.mark_absent import TooSoon
from antrean.actions.hall.park import NotParked, unpark
from antrean.actions.hall.recall import AlreadyServing
from antrean.actions.hall.rejoin import NotAbsent, rejoin
from antrean.actions.hall.transfer import NoSuchStage
from antrean.actions.hall.undo import ChangedMeanwhile, NothingToUndo
from antrean.actions.hall.walk_in import Wanted, walk_in
from antrean.records.hall.counters import call_at
from antrean.records.models import Appointment, CounterDeed, Visit
from antrean.records.promises import broken_promises
from tests.actions.hall.desk import Desk
from tests.factories import make_booked, make_cell, make_office, make_officer, make_shift
from tests.storm.crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)

COUNTERS, BOOKED = 6, 12
KEYS = 40  # pressed at each counter
FACTS = (
    *(StillCalled, CallOver, TooSoon, AlreadyServing, NothingToUndo, ChangedMeanwhile),
    NoSuchStage,
    *(NotAbsent, NotParked, NoPlaceHere, NothingToCancel, TooLateToCancel),
)


class Counter(Desk):
    """A counter where keys are pressed at random; the same seed presses the same ones."""

    def press(self, chance):
        self.wait(seconds=chance.choice((2, 65)))
        call = call_at(self.shift.counter)
        if call is None or chance.random() < 0.25:
            return chance.choice((self.next, self.next, self.undo))()
        keys = (self.start, self.start, self.finish, self.finish, self.park, self.send_on)
        return chance.choice((*keys, self.give_up, self.give_up))(call)

    def send_on(self, call):
        return self.transfer(call, "payment")

    def give_up(self, call):
        """Call as often and as long as promised, in vain."""
        for _ in range(2):
            self.wait(seconds=60)
            self.recall(call)
        return self.absent(call)


def done_or_refused(deed):
    """Do it; a fact of the hall is an answer too, anything else is a fault."""
    try:
        return deed()
    except FACTS as fact:
        return fact


def work(counter, *, seed):
    chance = Random(seed)
    return [done_or_refused(lambda: counter.press(chance)) for _ in range(KEYS)]


def arrive(office, places, *, by, now):
    """Let everybody booked come, and two more after each of them without an appointment."""
    for number, place in enumerate(places):
        at = now + timedelta(seconds=number)
        done_or_refused(lambda p=place, t=at: check_in(p.application, office=office, by=by, now=t))
        for line, service in (("walk_in", "new"), ("collection", "collection")):
            walk_in(Wanted(service=service, line=line), office=office, by=by, now=at)


def come_back(office, *, by, now):
    """Let whoever is away come back to the line, again and again."""
    for number in range(30):
        at = now + timedelta(minutes=number)
        for visit in Visit.objects.filter(office=office, state__in=("absent", "parked")):
            deed = rejoin if visit.state == "absent" else unpark
            done_or_refused(lambda d=deed, v=visit, t=at: d(v, by=by, now=t))


def give_back(places, *, now):
    """Let some give their place back while they are in the hall."""
    for place in places:
        owner = place.application.account
        done_or_refused(lambda p=place, o=owner: cancel(p.application, by=o, now=now))


@pytest.fixture
def office():
    office = make_office()
    make_cell(office, days_ahead=1, seats=BOOKED)
    return office


@pytest.fixture
def places(office):
    return [make_booked(office) for _ in range(BOOKED)]


@pytest.fixture
def early(places):
    """Two hours before everybody's window."""
    return places[0].window_starts_at - timedelta(hours=2)


@pytest.fixture
def counters(office, early):
    shifts = [make_shift(office, number=1 + each, at=early) for each in range(COUNTERS)]
    return [Counter(shift, early) for shift in shifts]


@pytest.fixture
def stormy_day(office, places, early, counters):
    """What every press was answered with, six counters, the door and the phones at once."""
    door, hall = make_officer(office), make_officer(office)
    presses = [
        lambda seed=seed, each=each: work(each, seed=seed) for seed, each in enumerate(counters)
    ]
    with patch("antrean.records.hall.room.has_room", return_value=True):
        answers = at_once(
            *presses,
            lambda: arrive(office, places, by=door, now=early),
            lambda: come_back(office, by=hall, now=early),
            lambda: give_back(places[::4], now=early),
        )
    return [each for pressed in answers[:COUNTERS] for each in pressed]


@pytest.fixture
def evening(counters, stormy_day):
    """Long after the last key and everybody's window."""
    return max(each.at for each in counters) + timedelta(hours=9)


def end_what_is_open(counters, *, at):
    """Finish with whoever is still at a counter."""
    for each in counters:
        each.at = at
        call = call_at(each.shift.counter)
        if call is not None:
            each.finish(call)


def test_whatever_is_pressed_at_once_promises_hold_and_nobody_is_stuck(
    stormy_day, office, counters, evening
):
    keys = set(CounterDeed.objects.values_list("name", flat=True))
    broken_by_the_storm = list(broken_promises())
    end_what_is_open(counters, at=evening)
    close_hall(office, by=counters[0].by, now=evening)

    assert len(stormy_day) == COUNTERS * KEYS
    assert {"next", "start", "finish", "absent", "park", "transfer"} <= keys
    assert CounterDeed.objects.filter(undone_at__isnull=False).exists()
    assert broken_by_the_storm == list(broken_promises()) == []
    assert not Visit.objects.filter(ended_at__isnull=True).exists()
    assert not Appointment.objects.filter(ended_at__isnull=True).exists()
