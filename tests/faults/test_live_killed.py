"""Live processes die in the middle of a storm: nothing is lost, twice, or beyond the seats.

Each twin takes one protection away, and the same checker finds it.
"""

import pytest

from antrean.records.models import Appointment
from tests.faults import live_storm
from tests.faults.live_storm import PEOPLE, SEATS
from tests.storm.crowd import without

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafts():
    return live_storm.gather()


def test_killed_processes_lose_nothing_and_do_nothing_twice(drafts):
    storm, verdict = live_storm.blow(drafts)

    assert verdict.examples == []
    assert verdict.good
    assert len(storm.kills) >= 5
    assert storm.desk_kills > 0
    assert verdict.attempted == verdict.acked == PEOPLE
    assert verdict.stored == Appointment.objects.count() == SEATS


def test_twin_answering_before_the_commit_loses_places(drafts):
    some = drafts[:1000]

    _, verdict = live_storm.blow(some, target="tests.faults.hasty_door:app", processes=1)

    assert verdict.found["lost"] > 0


def test_twin_without_the_claim_on_a_person_some_have_two_places(drafts):
    with without("records_liveapplication_pkey", table="records_liveapplication"):
        _, verdict = live_storm.blow(drafts)

    assert verdict.found["dup"] > 0
    assert verdict.found["lost"] == verdict.found["oversold"] == 0


def test_twin_without_the_guard_on_seats_more_people_come_than_fit(drafts):
    with live_storm.unguarded_seats():
        _, verdict = live_storm.blow(drafts, target="tests.storm.slow_calendar:app", UNGUARDED="1")

    assert verdict.found["oversold"] > 0
    assert verdict.found["lost"] == 0
