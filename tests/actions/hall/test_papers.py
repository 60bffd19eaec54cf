"""Looking at papers: what is missing is mailed once, after the time to undo; the place is kept."""

from datetime import timedelta

import pytest

from antrean.actions.hall.holding import CallOver
from antrean.actions.hall.park import unpark
from antrean.actions.hall.undo import ChangedMeanwhile
from antrean.records import outbox
from antrean.records.models import LedgerEntry, Notice, PaperCheck
from tests.actions.hall.desk import make_place
from tests.factories import make_arrived, make_helped, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office, desk):
    make_arrived(make_place(office))
    return desk.next()


def letters():
    return Notice.objects.filter(kind="papers_missing")


def test_what_is_missing_is_mailed_once_the_time_to_undo_is_over(call, desk):
    checked = desk.papers(call, missing=["Akta kelahiran"])

    letter = letters().get()
    assert letter.to_address == call.visit.appointment.application.account.email
    assert letter.content == {"missing": ["Akta kelahiran"], "check": checked.pk}
    assert letter.due_at == desk.at + timedelta(seconds=12)


def test_the_place_is_kept_while_papers_are_fetched(call, desk, officer):
    desk.papers(call, missing=["Akta kelahiran"])
    back = unpark(call.visit, by=officer, now=desk.wait(hours=2))

    assert (back.state, back.since) == ("waiting", call.visit.since)
    assert desk.next().visit == call.visit


def test_whoever_is_set_aside_for_papers_says_so(call, desk):
    desk.papers(call, missing=["Akta kelahiran"])

    call.visit.refresh_from_db()
    call.refresh_from_db()
    assert (call.visit.state, call.visit.parked_for, call.outcome) == (
        *("parked", "papers"),
        "parked",
    )


def test_with_everything_there_the_call_goes_on_and_nothing_is_mailed(call, desk):
    desk.papers(call, missing=[])

    call.refresh_from_db()
    assert call.ended_at is None
    assert not letters().exists()
    assert LedgerEntry.objects.filter(deed="papers_complete").count() == 1


def test_what_is_missing_a_second_time_is_mailed_a_second_time(call, desk, officer):
    desk.papers(call, missing=["Akta kelahiran", "Ijazah"])
    unpark(call.visit, by=officer, now=desk.wait(hours=1))
    desk.papers(desk.next(), missing=["Ijazah"])

    missing = [letter.content["missing"] for letter in letters().order_by("pk")]
    assert missing == [["Akta kelahiran", "Ijazah"], ["Ijazah"]]


def test_without_an_appointment_there_is_nobody_to_write_to(office, desk):
    make_walk_in(office, at=desk.at)

    desk.papers(desk.next(), missing=["Akta kelahiran"])

    assert not letters().exists()


def test_without_an_address_nothing_is_mailed(office, desk):
    make_arrived(make_helped(office))

    desk.papers(desk.next(), missing=["Akta kelahiran"])

    assert not letters().exists()


def test_the_ledger_counts_what_is_missing_and_names_none(call, desk):
    desk.papers(call, missing=["Akta kelahiran", "Ijazah"])

    entry = LedgerEntry.objects.get(deed="papers_missing")
    assert entry.detail["count"] == 2
    assert "Ijazah" not in str(entry.detail)


def test_papers_of_a_call_that_is_over_are_not_stored(call, desk):
    desk.finish(call)

    with pytest.raises(CallOver):
        desk.papers(call, missing=["Ijazah"])

    assert not PaperCheck.objects.exists()


def test_taken_back_in_time_nothing_is_mailed_and_the_call_goes_on(call, desk):
    desk.papers(call, missing=["Ijazah"])
    desk.wait(seconds=12)

    desk.undo()

    call.refresh_from_db()
    assert (call.ended_at, call.visit.state) == (None, "at_counter")
    assert not letters().exists()


def test_a_letter_that_is_on_its_way_is_not_taken_back(call, desk):
    desk.papers(call, missing=["Ijazah"])
    outbox.lease(now=desk.wait(seconds=12), limit=9, hold=timedelta(minutes=1))

    with pytest.raises(ChangedMeanwhile):
        desk.undo()

    call.visit.refresh_from_db()
    assert call.visit.state == "parked"
