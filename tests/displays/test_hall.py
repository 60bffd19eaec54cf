"""The hall screen and the public waiting pages: numbers, counters and minutes, never a person."""

import json

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.devices import put_up
from antrean.actions.hall.hall_state import set_state
from antrean.actions.hall.order_exceptions import ask_exception, decide_exception
from antrean.actions.hall.undo import undo
from antrean.records import clock
from antrean.records.models import HallAlert
from antrean.ui.devices import COOKIE
from tests.factories import make_arrived, make_booked, make_cell, make_officer, stand_at

pytestmark = pytest.mark.django_db


def call(shift):
    return call_next(shift, by=shift.account, now=clock.now())


def page(client, office, path="layar"):
    return client.get(f"/{path}/{office.code}/").content.decode()


def state(client, office, **headers):
    return client.get(f"/layar/{office.code}/keadaan/", headers=headers)


def test_a_called_number_stands_on_the_screen_with_counter_and_arrow(client, office, shift, people):
    call(shift)

    [(number, counter, arrow, at)] = json.loads(state(client, office).content)["calls"]

    assert (number, counter, arrow) == ("W-001", 3, "right")
    assert abs(at - clock.now().timestamp()) < 60
    assert "W-001" in page(client, office)


def test_a_call_that_was_taken_back_is_gone(client, office, shift, people):
    call(shift)
    undo(shift, by=shift.account, now=clock.now())

    assert json.loads(state(client, office).content)["calls"] == []


def test_the_screen_knows_no_name(client, office, shift):
    make_cell(office)
    place = make_booked(office)
    stand_at(place.window_starts_at)
    make_arrived(place)
    call(shift)
    first_name = place.application.applicant.full_name.split()[0]

    shown = page(client, office) + state(client, office).content.decode()

    assert str(place) in shown
    assert first_name not in shown


def test_an_unchanged_state_costs_no_body(client, office, people):
    tag = state(client, office)["ETag"]

    again = state(client, office, **{"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_waiting_ranges_go_by_class(client, office, shift, people):
    ranges = json.loads(state(client, office).content)["ranges"]

    assert list(ranges) == ["A", "L", "W", "K"]


def test_an_emergency_is_shown_in_both_languages(client, office, head):
    said = {"text_id": "Keluar lewat pintu utara.", "text_en": "Leave by the north door."}
    set_state(office, state="emergency", **said, by=head, now=clock.now())

    shown = page(client, office)

    assert said["text_id"] in shown
    assert said["text_en"] in shown


def test_a_closed_hall_says_so(client, office, head):
    close_hall(office, by=head, now=clock.now())

    assert json.loads(state(client, office).content)["state"] == "closed"


def test_a_silent_screen_is_told_to_the_staff_until_it_sounds_again(client, office, head):
    _device, key = put_up(office=office, kind="display", name="Layar", by=head, now=clock.now())
    client.cookies[COOKIE] = key
    sound = f"/layar/{office.code}/bunyi/"

    client.post(sound, {"state": "blocked"})
    silent = HallAlert.objects.filter(ended_at=None, kind="sound").count()
    client.post(sound, {"state": "on"})

    assert (silent, HallAlert.objects.filter(ended_at=None).count()) == (1, 0)


def test_nobody_else_can_raise_an_alarm(client, office):
    assert client.post(f"/layar/{office.code}/bunyi/", {"state": "blocked"}).status_code == 404
    assert not HallAlert.objects.exists()


def test_an_office_that_is_none_has_no_screen(client):
    assert client.get("/layar/kanim-tiada/").status_code == 404


def test_the_public_page_lists_open_offices_and_the_next_numbers(client, office, shift, people):
    assert office.name in client.get("/waktu-tunggu/").content.decode()
    assert "W-001" in page(client, office, "waktu-tunggu")


def test_exceptions_are_counted_in_public(client, office, shift, people, head):
    late = people[2]
    asked = ask_exception(late, reason="Ambulans menunggu.", by=head, now=clock.now())
    decide_exception(asked, agree=True, by=make_officer(office), now=clock.now())

    called = call(shift)

    assert called.visit == late
    assert "1 hari ini, 1 dalam 30 hari" in page(client, office, "waktu-tunggu")
    assert "Ambulans" not in page(client, office, "waktu-tunggu")
