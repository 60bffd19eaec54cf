"""Beginning and ending work at a counter: once a person, once a counter, never in the dark."""

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.records import clock
from antrean.records.models import Shift
from tests.counter.hall.console_scenes import CONSOLE, press, press_for, sees
from tests.factories import make_counter, make_shift

COUNTERS = "/loket/kanim-batam/konter/"


@pytest.fixture
def counter(office, booked):
    return make_counter(office)


def test_a_counter_opens_for_what_the_officer_chose(desk, counter):
    desk.post(CONSOLE, {"stages": ["documents", "photo"]})

    assert Shift.objects.get().stages == ["documents", "photo"]
    assert "Berkas, Foto dan wawancara" in sees(desk)


def test_a_counter_meant_for_payment_offers_nothing_else(desk, counter):
    counter.stages = ["payment"]
    counter.save()

    page = sees(desk)
    assert "Pembayaran" in page
    assert "Foto dan wawancara" not in page


@pytest.mark.parametrize("stages", [[], ["kitchen"]])
def test_without_a_stage_it_stays_closed(desk, counter, stages):
    answer = desk.post(CONSOLE, {"stages": stages})

    assert answer.status_code == 422
    assert not Shift.objects.exists()


def test_a_counter_somebody_else_uses_is_not_opened(desk, office, booked):
    make_shift(office)

    page = press(desk, "", stages=["documents"])

    assert "Loket ini sedang dipakai petugas lain. Pilih loket lain." in page
    assert Shift.objects.count() == 1


def test_who_works_at_another_counter_is_told_which(desk, office, officer, counter):
    make_shift(office, number=4, by=officer)

    page = press(desk, "", stages=["documents"])

    assert "Anda masih bekerja di loket 4. Tutup loket itu dahulu." in page


def test_a_closed_hall_opens_no_counter(desk, office, officer, counter):
    close_hall(office, by=officer, now=clock.now())

    page = press(desk, "", stages=["documents"])

    assert "Ruang tunggu sudah ditutup hari ini." in page
    assert not Shift.objects.exists()


def test_opening_again_leads_to_the_open_counter(desk, shift):
    answer = desk.post(CONSOLE, {"stages": ["documents"]})

    assert answer.url == CONSOLE
    assert Shift.objects.count() == 1


def test_the_list_of_counters_says_who_is_where(desk, office, shift):
    make_shift(office, number=2)
    make_counter(office, number=3)

    page = desk.get(COUNTERS).content.decode()

    assert "Anda di sini" in page
    assert "dipakai petugas lain" in page
    assert "kosong" in page


def test_an_office_without_counters_says_who_adds_them(desk, booked):
    assert "Kantor ini belum punya loket." in desk.get(COUNTERS).content.decode()


def test_closing_asks_once_more_and_names_what_nobody_serves_then(desk, shift):
    page = sees(desk, "penutupan/")

    shift.refresh_from_db()
    assert "Tidak ada loket lain untuk: Berkas" in page
    assert shift.closed_at is None


def test_closing_leads_to_the_summary(desk, shift):
    answer = desk.post(f"{CONSOLE}penutupan/")

    shift.refresh_from_db()
    assert answer.url == f"{CONSOLE}ringkasan/"
    assert shift.closed_at is not None


def test_a_counter_with_somebody_at_it_stays_open(desk, shift, call):
    page = press(desk, "penutupan/")

    shift.refresh_from_db()
    assert "Masih ada nomor di loket ini." in page
    assert shift.closed_at is None


def test_after_closing_a_call_is_refused(desk, shift, call):
    press_for(desk, call, "parkir/", alasan="other")
    press(desk, "penutupan/")

    page = press(desk, "panggilan/", panggilan="")

    assert "Loket ini belum Anda buka." in page
