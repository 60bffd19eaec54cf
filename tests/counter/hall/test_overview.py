"""The hall at a glance: who works where and why not, numbers to print again, what is offered."""

import re

import pytest
from django.test import Client

from antrean.actions.hall.alerts import raise_alert
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.devices import put_up
from antrean.actions.hall.hall_state import set_state
from antrean.actions.hall.open_counter import pause
from antrean.records import clock
from antrean.records.models import Device, HallAlert, HallDay
from tests.factories import make_officer, stand_at

HERE = "/loket/kanim-batam/"
HALL = f"{HERE}balai/"
OPENS = 'name="state" value="open"'
LEAVE = {"state": "emergency", "text_id": "Keluar.", "text_en": "Leave."}


@pytest.fixture
def head(office):
    """A browser in which the office head is signed in."""
    client = Client()
    client.force_login(make_officer(office, role="office_head"))
    return client


@pytest.fixture
def kiosk(office, officer):
    device, _key = put_up(office=office, kind="kiosk", name="Kios 1", by=officer, now=clock.now())
    return device


def text(client, where=HALL):
    return client.get(where).content.decode()


def test_a_counter_that_rests_says_why_and_since_when(front, shift, officer):
    pause(shift, reason="prayer", by=officer, now=clock.now())

    page = text(front)

    assert re.search(r"jeda: Salat, <time [^>]*>09\.00 WIB</time>", page)


def test_a_counter_that_serves_shows_its_number(front, shift, officer, walked_in):
    call_next(shift, by=officer, now=clock.now())

    page = text(front)

    assert '<strong class="number">W-001</strong>' in page
    assert "bebas" not in page


def test_every_number_in_the_line_can_be_printed_again(front, walked_in):
    slip = f"{HERE}kunjungan/{walked_in.pk}/nomor/"

    assert f'href="{slip}"' in text(front)
    assert "W-001" in text(front, slip)


@pytest.mark.parametrize(("state", "said"), [("paused", "Istirahat"), ("open", "Melayani")])
def test_the_state_of_the_hall_is_said_in_words(front, office, officer, booked, state, said):
    set_state(office, state=state, by=officer, now=clock.now())

    assert said in text(front)


def test_only_the_head_is_offered_to_end_an_emergency(front, head, office, officer, booked):
    set_state(office, **LEAVE, by=officer, now=clock.now())

    assert OPENS in text(head)
    assert OPENS not in text(front)


def test_a_receptionist_ends_a_rest(front, office, officer, booked):
    set_state(office, state="paused", by=officer, now=clock.now())

    assert OPENS in text(front)


def test_an_alert_of_another_office_is_not_there(front, stranger_office):
    by = make_officer(stranger_office)
    theirs, _key = put_up(
        office=stranger_office, kind="kiosk", name="Kios 1", by=by, now=clock.now()
    )
    raised = raise_alert(device=theirs, kind="help", now=clock.now())

    assert front.post(f"{HALL}gangguan/{raised.pk}/").status_code == 404
    assert HallAlert.objects.get().ended_at is None


def test_the_head_takes_a_device_down_and_its_key_opens_nothing(head, kiosk):
    head.post(f"{HERE}perangkat/{kiosk.pk}/")

    assert Device.objects.get().revoked_at is not None
    assert "Kios 1" not in text(head, f"{HERE}perangkat/").split("Yang sudah ada")[1]


def test_a_name_is_given_to_one_device(head, kiosk):
    again = {"kind": "kiosk", "name": "Kios 1", "printer": ""}

    answer = head.post(f"{HERE}perangkat/", again)

    assert answer.status_code == 422
    assert "Nama ini sudah dipakai." in answer.content.decode()
    assert Device.objects.count() == 1


def test_a_browser_becomes_a_screen_and_staff_are_signed_out_of_it(head, booked):
    form = {"kind": "display", "name": "Layar timur", "printer": ""}

    answer = head.post(f"{HERE}perangkat/", form)

    assert answer["Location"] == "/layar/kanim-batam/"
    cookie = answer.cookies["perangkat"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Strict")
    assert head.get(HALL).url == f"/akun/login/?next={HALL}"


def test_closing_says_to_how_many_what_will_happen(head, booked, walked_in):
    stand_at(booked.window_ends_at)

    page = text(head, f"{HALL}penutupan/")

    assert "1 orang punya janji dan belum datang." in page
    assert "1 orang masih menunggu." in page
    assert not HallDay.objects.filter(state="closed").exists()
