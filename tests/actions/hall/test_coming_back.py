"""Coming back: whoever missed a call waits again by the rule, until the hall closes."""

from datetime import timedelta

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.rejoin import NotAbsent, rejoin
from antrean.records.models import LedgerEntry
from tests.actions.hall.desk import make_place
from tests.factories import make_arrived

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(office, desk):
    """Somebody who came, was called within the window, and was not there."""
    make_arrived(make_place(office))
    return desk.miss()


def test_the_first_time_soon_after_one_stands_behind_the_punctual(missed, desk, officer):
    back = rejoin(missed, by=officer, now=desk.wait(minutes=5))

    assert (back.state, back.standing, back.since) == ("waiting", "late", desk.at)


def test_longer_than_half_an_hour_after_the_call_one_stands_at_the_end(missed, desk, officer):
    back = rejoin(missed, by=officer, now=desk.wait(minutes=31))

    assert back.standing == "end"


def test_the_second_time_one_stands_at_the_end_however_soon(missed, desk, officer):
    rejoin(missed, by=officer, now=desk.wait(minutes=1))
    again = desk.miss()

    back = rejoin(again, by=officer, now=desk.wait(minutes=1))

    assert (back.standing, back.times_missed) == ("end", 2)


def test_whoever_waits_has_nothing_to_come_back_from(office, desk, officer):
    visit = make_arrived(make_place(office))

    with pytest.raises(NotAbsent):
        rejoin(visit, by=officer, now=desk.at)


def test_coming_back_twice_is_coming_back_once(missed, desk, officer):
    rejoin(missed, by=officer, now=desk.at)

    with pytest.raises(NotAbsent):
        rejoin(missed, by=officer, now=desk.at)


def test_after_the_hall_closed_nobody_comes_back(missed, desk, officer):
    close_hall(missed.office, by=officer, now=desk.wait(hours=6))

    with pytest.raises(HallClosed):
        rejoin(missed, by=officer, now=desk.at + timedelta(minutes=1))


def test_coming_back_stands_on_the_ledger(missed, desk, officer):
    rejoin(missed, by=officer, now=desk.at)

    entry = LedgerEntry.objects.get(deed="rejoined")
    assert entry.subject == missed.appointment.application.ref
    assert (entry.actor, entry.detail["standing"]) == (f"account:{officer.pk}", "late")
