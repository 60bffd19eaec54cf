"""What the whole hall is told: each deed says what became of it, and who may do it."""

import pytest
from django.test import Client

from antrean.actions.hall.close_hall import close_hall
from antrean.records import clock
from antrean.records.models import HallDay, HallEvent
from tests.factories import make_officer

HALL = "/loket/kanim-batam/balai/"
LEAVE = {"state": "emergency", "text_id": "Keluar lewat timur.", "text_en": "Leave by the east."}


@pytest.fixture
def head(office):
    """A browser in which the office head is signed in."""
    client = Client()
    client.force_login(make_officer(office, role="office_head"))
    return client


@pytest.fixture
def closed(office, booked):
    return close_hall(office, by=make_officer(office), now=clock.now())


def tells(client, form, where="keadaan/"):
    return client.post(f"{HALL}{where}", form, follow=True).content.decode()


def test_a_rest_is_confirmed_and_so_is_its_end(front, booked):
    rests = tells(front, {"state": "paused"})

    goes_on = tells(front, {"state": "open"})

    assert "Seluruh balai beristirahat." in rests
    assert "Balai melayani lagi." in goes_on
    assert HallDay.objects.get().state == "open"


def test_an_emergency_is_confirmed_and_its_words_reach_the_screens(head, booked):
    page = tells(head, LEAVE)

    assert "Keadaan darurat diumumkan di semua layar." in page
    assert HallEvent.objects.get().body["text_en"] == "Leave by the east."


@pytest.mark.parametrize("missing", ["text_id", "text_en"])
def test_an_emergency_is_not_begun_in_one_language_alone(head, booked, missing):
    page = tells(head, LEAVE | {missing: "  "})

    assert "Tulis apa yang harus dilakukan, dalam kedua bahasa." in page
    assert not HallEvent.objects.exists()


def test_a_receptionist_does_not_end_an_emergency(front, head, booked):
    tells(head, LEAVE)

    page = tells(front, {"state": "open"})

    assert "Keadaan darurat dimulai dan diakhiri oleh kepala kantor." in page
    assert HallDay.objects.get().state == "emergency"


@pytest.mark.parametrize(
    ("where", "form"), [("keadaan/", {"state": "paused"}), ("pengumuman/", {"key": "free"})]
)
def test_a_closed_hall_is_told_nothing_more(front, closed, where, form):
    before = HallEvent.objects.count()

    page = tells(front, form, where)

    assert "Kantor sudah tutup, jadi tidak ada yang berubah." in page
    assert HallEvent.objects.count() == before
    assert HallDay.objects.get().state == "closed"


@pytest.mark.parametrize("key", ["", "emergency!", "apa-saja"])
def test_only_what_is_prepared_is_announced(front, booked, key):
    tells(front, {"key": key}, "pengumuman/")

    assert not HallEvent.objects.exists()


def test_closing_twice_changes_nothing(head, closed):
    before = HallDay.objects.values().get()

    tells(head, {}, "penutupan/")

    assert HallDay.objects.values().get() == before


@pytest.mark.parametrize("where", ["pengumuman/", "keadaan/", "penutupan/"])
def test_opening_the_address_alone_does_nothing(head, booked, where):
    head.get(f"{HALL}{where}")

    assert not HallEvent.objects.exists()
