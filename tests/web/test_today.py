"""The page of the day: when to leave, who is ahead, where to go."""

import json
from datetime import timedelta

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.check_papers import check_papers
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.mark_absent import mark_absent
from antrean.actions.hall.recall import recall
from antrean.records import clock
from antrean.records.models import Absence
from tests.factories import (
    make_arrived,
    make_booked,
    make_cell,
    make_office,
    make_officer,
    make_shift,
    make_walk_in,
    stand_at,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """Somebody's place on the day itself, half an hour before their time."""
    office = make_office()
    make_cell(office)
    booked = make_booked(office)
    stand_at(booked.arrives_at - timedelta(minutes=30))
    return booked


@pytest.fixture
def mine(client, place):
    """The holder's own browser; it returns what the page of the day says."""
    client.force_login(place.application.account)

    def reads(query=""):
        return client.get(f"/janji/{place.application.ref}/hari-ini/{query}").content.decode()

    return reads


@pytest.fixture
def called(place):
    """The holder is here and was called to counter 3."""
    make_arrived(place, at=clock.now())
    shift = make_shift(place.office, number=3)
    return call_next(shift, by=shift.account, now=clock.now()), shift


def test_whoever_names_their_journey_reads_when_to_leave(mine):
    assert "Berangkat pukul 08.50 WIB" in mine("?perjalanan=10")


def test_when_the_minute_has_come_it_says_leave_now(mine):
    assert "Berangkat sekarang" in mine("?perjalanan=45")


def test_whoever_waits_reads_how_many_are_ahead_and_a_range(mine, place):
    make_shift(place.office)
    make_walk_in(place.office, at=clock.now())
    make_arrived(place, at=clock.now())

    said = mine()

    assert "nomor di depan Anda" in said
    assert "Kira-kira dipanggil antara" in said


def test_without_an_open_counter_nothing_is_promised(mine, place):
    make_arrived(place, at=clock.now())

    assert "Perkiraan menyusul" in mine()


def test_whoever_is_called_reads_the_counter(mine, called):
    assert "Ke loket 3" in mine()


def test_whoever_lacks_a_paper_reads_the_exact_list(mine, called):
    call, shift = called
    missing = ["Kartu Keluarga"]
    check_papers(shift, call, present=[], missing=missing, by=shift.account, now=clock.now())

    said = mine()

    assert "<li>Kartu Keluarga</li>" in said
    assert "sampai kantor tutup" in said


def test_whoever_missed_the_call_reads_how_to_come_back(mine, called, place):
    stand_at(place.window_starts_at)
    call, shift = called
    for _ in range(2):  # as often as the slowest are owed
        recall(shift, call, by=shift.account, now=clock.now())
    mark_absent(shift, call, by=shift.account, now=clock.now() + timedelta(minutes=3))

    assert "untuk antre lagi" in mine()


def test_on_any_other_day_the_ticket_says_everything(client, place):
    client.force_login(place.application.account)
    stand_at(place.arrives_at - timedelta(days=2))

    answer = client.get(f"/janji/{place.application.ref}/hari-ini/")

    assert answer["Location"].endswith(f"/janji/{place.application.ref}/")


def test_the_script_gets_the_same_words_or_nothing_new(client, place):
    client.force_login(place.application.account)
    address = f"/janji/{place.application.ref}/hari-ini/keadaan/"
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert json.loads(first.content)["heading"] == "Anda belum tercatat hadir"
    assert (again.status_code, again.content) == (304, b"")
    assert again["Antrean-Clock"].endswith("WIB")


@pytest.mark.parametrize("packing", ["gzip", ""])
def test_a_look_of_the_script_is_half_a_kilobyte_with_its_head(client, place, packing):
    client.force_login(place.application.account)
    make_walk_in(place.office, at=clock.now())
    make_shift(place.office)
    make_arrived(place)

    address = f"/janji/{place.application.ref}/hari-ini/keadaan/"
    answer = client.get(address, headers={"accept-encoding": packing})

    heads = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    status_line_server_and_date = 80
    assert heads + len(answer.content) + status_line_server_and_date <= 512


@pytest.fixture
def absence(client, place):
    """Nobody came, and the hall was closed after hours."""
    make_walk_in(place.office, at=clock.now())
    stand_at(place.window_ends_at + timedelta(hours=5))
    close_hall(place.office, by=make_officer(place.office), now=clock.now())
    client.force_login(place.application.account)
    return Absence.objects.get(appointment=place)


def test_whoever_was_absent_reads_what_follows_and_may_appeal_once(client, absence):
    address = f"/janji/{absence.appointment.application.ref}/ketidakhadiran/"
    before = client.get(address).content.decode()

    client.post(address, {"words": "Jembatan putus pagi itu."})
    client.post(address, {"words": "Dan lagi, alasan yang lain."})

    absence.refresh_from_db()
    assert "kelas umur terendah" in before
    assert absence.appeal == "Jembatan putus pagi itu."
    assert "menunggu keputusan" in client.get(address).content.decode()


def test_an_appeal_without_a_reason_is_sent_back(client, absence):
    address = f"/janji/{absence.appointment.application.ref}/ketidakhadiran/"

    assert client.post(address, {"words": ""}).status_code == 422


def test_whoever_was_not_absent_has_no_such_page(client, place):
    client.force_login(place.application.account)

    assert client.get(f"/janji/{place.application.ref}/ketidakhadiran/").status_code == 404
