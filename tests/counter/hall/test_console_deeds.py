"""One key for each deed at a counter; a page that is out of date changes nothing and says so."""

import pytest

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.hall_state import set_state
from antrean.records import clock
from antrean.records.models import Call, HallEvent, Visit
from tests.counter.hall.console_scenes import (
    CONSOLE,
    now_called,
    now_served,
    press,
    press_for,
    press_next,
    press_undo,
    sees,
    wait,
)
from tests.factories import make_shift

OVER = "Panggilan itu sudah berakhir, jadi tidak ada yang berubah."
FORMS = ("layanan/", "akhir/", "ulangan/", "ketidakhadiran/", "parkir/", "berkas/")


def test_the_next_number_is_called_on_every_screen(desk, shift, waiting):
    press_next(desk)

    assert HallEvent.objects.get(kind="call").body["number"] == "A-001"


def test_calling_leads_back_so_that_reloading_calls_nobody(desk, shift, waiting):
    answer = desk.post(f"{CONSOLE}panggilan/", {"panggilan": ""})

    assert (answer.status_code, answer.url) == (302, CONSOLE)


@pytest.mark.parametrize("where", ["panggilan/", "urungan/", "jeda/", "jeda/akhir/"])
def test_opening_the_address_of_a_deed_does_nothing(desk, shift, waiting, where):
    answer = desk.get(f"{CONSOLE}{where}")

    assert answer.url == CONSOLE
    assert not Call.objects.exists()


@pytest.mark.parametrize("where", FORMS)
def test_opening_the_address_of_a_deed_on_a_call_does_nothing(desk, call, where):
    desk.get(f"{CONSOLE}panggilan/{call.pk}/{where}")

    call.refresh_from_db()
    assert (call.ended_at, call.started_at, call.times) == (None, None, 1)


def test_when_nobody_waits_it_says_so(desk, shift):
    page = press_next(desk)

    assert "Belum ada yang menunggu untuk loket ini." in page


def test_a_number_that_is_still_called_is_not_left(desk, call, walked_in):
    page = press_next(desk)

    assert "Nomor ini masih dipanggil." in page
    assert Call.objects.count() == 1


def test_calling_the_next_ends_what_is_served(desk, shift, waiting, walked_in):
    served = now_served(desk)

    press_next(desk)

    served.refresh_from_db()
    assert served.outcome == "served"
    assert Call.objects.filter(ended_at__isnull=True).count() == 1


def test_serving_begins_and_ends_with_the_same_key(desk, call):
    press_for(desk, call, "layanan/")
    begun = sees(desk)
    press_for(desk, call, "akhir/")

    call.refresh_from_db()
    assert "Sedang dilayani" in begun
    assert call.outcome == "served"


def test_calling_again_is_counted_and_told(desk, call):
    press_for(desk, call, "ulangan/")

    call.refresh_from_db()
    assert call.times == 2
    assert HallEvent.objects.filter(kind="recall").count() == 1


def test_who_is_served_already_is_not_called_again(desk, call):
    press_for(desk, call, "layanan/")

    page = press_for(desk, call, "ulangan/")

    assert "Orangnya sudah dilayani." in page


def test_too_soon_to_be_absent_says_what_is_still_owed(desk, call):
    wait(seconds=20)

    page = press_for(desk, call, "ketidakhadiran/")

    assert "Panggil 1 kali lagi dan tunggu" in page
    assert "detik lagi." in page


def test_called_often_enough_it_says_only_how_long_to_wait(desk, call):
    press_for(desk, call, "ulangan/")

    page = press_for(desk, call, "ketidakhadiran/")

    assert "Belum bisa dicatat tidak hadir. Tunggu" in page


def test_waited_long_enough_it_says_only_how_often_to_call(desk, call):
    wait(minutes=5)

    page = press_for(desk, call, "ketidakhadiran/")

    assert "Belum bisa dicatat tidak hadir. Panggil 1 kali lagi." in page


def test_after_two_calls_and_a_minute_the_number_is_absent(desk, call):
    press_for(desk, call, "ulangan/")
    wait(seconds=61)

    press_for(desk, call, "ketidakhadiran/")

    call.refresh_from_db()
    assert call.outcome == "absent"


def test_somebody_is_sent_to_another_stage_of_their_plan(desk, call):
    press_for(desk, call, "alihan/", tahap="payment")

    assert Visit.objects.get().stage == "payment"


@pytest.mark.parametrize("stage", ["collection", "kitchen", ""])
def test_nobody_is_sent_to_a_stage_outside_their_plan(desk, call, stage):
    page = press_for(desk, call, "alihan/", tahap=stage)

    call.refresh_from_db()
    assert "Layanan ini tidak melewati tahap itu." in page
    assert call.ended_at is None


@pytest.fixture
def papers_only(desk, office, officer, waiting):
    """A number called by a counter for papers, where nobody serves the other stages."""
    make_shift(office, by=officer, stages=["documents"])
    return now_called(desk)


def test_a_stage_that_nobody_serves_cannot_be_chosen(desk, papers_only):
    page = sees(desk)

    assert "Pembayaran: belum ada loket terbuka" in page
    assert 'value="payment"' not in page


def test_sent_all_the_same_to_a_stage_nobody_serves_it_says_what_to_do(desk, papers_only):
    page = press_for(desk, papers_only, "alihan/", tahap="payment")

    papers_only.refresh_from_db()
    assert "Belum ada loket terbuka untuk tahap itu." in page
    assert papers_only.ended_at is None


def test_somebody_is_set_aside_and_the_place_is_kept(desk, call):
    press_for(desk, call, "parkir/", alasan="payment")

    visit = Visit.objects.get()
    assert (visit.state, visit.parked_for) == ("parked", "payment")


def test_a_reason_nobody_knows_counts_as_another_reason(desk, call):
    press_for(desk, call, "parkir/", alasan="tea")

    assert Visit.objects.get().parked_for == "other"


def test_a_pause_has_a_reason_and_stops_the_calls(desk, shift, waiting):
    press(desk, "jeda/", alasan="prayer")

    page = press(desk, "panggilan/", panggilan="")

    assert shift.pauses.get().reason == "prayer"
    assert "Loket sedang jeda. Tekan Lanjutkan dahulu." in page


def test_a_pause_without_a_reason_does_not_begin(desk, shift):
    page = press(desk, "jeda/", alasan="tea")

    assert "Pilih dahulu alasan jeda." in page
    assert not shift.pauses.exists()


def test_after_a_pause_it_goes_on(desk, shift, waiting):
    press(desk, "jeda/", alasan="rest")
    press(desk, "jeda/akhir/")

    press_next(desk)

    assert Call.objects.count() == 1


def test_the_last_key_is_taken_back_within_ten_seconds_and_named(desk, call):
    page = press_undo(desk)

    assert "Diurungkan: A-001 dipanggil." in page
    assert Visit.objects.get().state == "waiting"


def test_the_page_says_what_would_be_undone(desk, call):
    press_for(desk, call, "layanan/")
    press_for(desk, call, "akhir/")

    assert "Terakhir: A-001 selesai" in sees(desk)


def test_after_ten_seconds_there_is_nothing_to_undo(desk, call):
    wait(seconds=30)

    page = press(desk, "urungan/", tindakan=str(_last_deed().pk))

    assert "Sepuluh detik sudah lewat" in page
    assert "Urungkan" not in sees(desk)


def test_a_page_that_is_out_of_date_undoes_nothing(desk, call):
    shown = _last_deed().pk
    press_for(desk, call, "layanan/")

    page = press(desk, "urungan/", tindakan=str(shown))

    call.refresh_from_db()
    assert "tidak ada yang diurungkan" in page
    assert call.started_at is not None


def _last_deed():
    return Call.objects.latest("pk").counter.shifts.get().deeds.latest("pk")


@pytest.mark.parametrize("where", ["layanan/", "akhir/", "ulangan/", "ketidakhadiran/", "parkir/"])
def test_a_call_that_is_over_is_left_alone(desk, call, where):
    press_for(desk, call, "parkir/", alasan="other")
    before = Visit.objects.get().version

    page = press_for(desk, call, where)

    assert OVER in page
    assert Visit.objects.get().version == before


def test_calling_the_next_from_a_page_that_is_out_of_date_ends_nobody(
    desk, shift, waiting, walked_in
):
    served = now_served(desk)

    page = press(desk, "panggilan/", panggilan="")

    served.refresh_from_db()
    assert OVER in page
    assert served.ended_at is None


def test_the_twin_that_trusts_any_page_ends_who_is_served(
    desk, shift, waiting, walked_in, monkeypatch
):
    served = now_served(desk)
    monkeypatch.setattr(
        "antrean.counter.hall.console_deeds.counters.call_at", lambda _counter: None
    )

    desk.post(f"{CONSOLE}panggilan/", {"panggilan": ""})

    served.refresh_from_db()
    assert served.outcome == "served"


def test_while_the_whole_hall_rests_nobody_is_called(desk, office, officer, shift, waiting):
    set_state(office, state="paused", by=officer, now=clock.now())

    page = press_next(desk)

    assert "Seluruh ruang tunggu sedang berhenti." in page
    assert not Call.objects.exists()


def test_once_the_hall_is_closed_nobody_is_called(desk, office, officer, shift, waiting):
    page_before = sees(desk)
    close_hall(office, by=officer, now=clock.now())

    page = press(desk, "panggilan/", panggilan="")

    assert "Panggil berikutnya" in page_before
    assert "Loket ini belum Anda buka." in page
    assert not Call.objects.exists()
