"""The state of the whole hall: it rests, goes on, has to leave, and hears announcements."""

import pytest
from django.db import IntegrityError

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.hall_state import announce, set_state
from antrean.actions.hall.holding import HallClosed
from antrean.records.models import HallDay, HallEvent, LedgerEntry
from tests.factories import make_walk_in

pytestmark = pytest.mark.django_db


def test_in_an_emergency_every_screen_shows_the_words(office, morning, receptionist):
    day = set_state(
        office,
        state="emergency",
        text_id="Silakan keluar lewat pintu timur.",
        text_en="Please leave by the east door.",
        by=receptionist,
        now=morning,
    )

    body = HallEvent.objects.get(kind="hall").body
    assert day.state == HallDay.objects.get(day=day.day).state == "emergency"
    assert (body["state"], body["text_id"]) == ("emergency", "Silakan keluar lewat pintu timur.")
    assert body["text_en"] == "Please leave by the east door."


def test_after_a_rest_the_hall_goes_on_where_it_was(office, desk, receptionist):
    visit = make_walk_in(office, at=desk.at)
    set_state(office, state="paused", by=receptionist, now=desk.at)
    set_state(office, state="open", by=receptionist, now=desk.wait(minutes=30))

    assert desk.next().visit == visit


def test_a_change_of_state_stands_on_the_ledger(office, morning, receptionist):
    day = set_state(office, state="paused", by=receptionist, now=morning)

    entry = LedgerEntry.objects.get(deed="hall_state")
    assert (entry.subject, entry.actor) == (f"hall:{day.day}", f"account:{receptionist.pk}")
    assert entry.detail == {"state": "paused"}


def test_an_announcement_is_told_once_and_on_the_ledger(office, morning, receptionist):
    announce(office, key="prayer", by=receptionist, now=morning)

    assert HallEvent.objects.get(kind="announcement").body["key"] == "prayer"
    assert LedgerEntry.objects.get(deed="announced").detail == {"key": "prayer"}


def test_a_closed_hall_changes_its_state_no_more(office, morning, receptionist):
    close_hall(office, by=receptionist, now=morning)

    with pytest.raises(HallClosed):
        set_state(office, state="open", by=receptionist, now=morning)
    with pytest.raises(HallClosed):
        announce(office, key="prayer", by=receptionist, now=morning)


def test_nobody_closes_a_hall_by_its_state(office, morning, receptionist):
    with pytest.raises(IntegrityError):
        set_state(office, state="closed", by=receptionist, now=morning)
