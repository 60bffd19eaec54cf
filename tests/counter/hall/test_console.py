"""The page of a counter: whom it calls, who comes next and why, and nobody's full name."""

import re

import pytest
from django.test import Client

from antrean.actions.hall.hall_state import set_state
from antrean.actions.hall.order_exceptions import ask_exception, decide_exception
from antrean.actions.hall.rejoin import rejoin
from antrean.records import clock
from antrean.records.models import LedgerEntry
from tests.counter.hall.console_scenes import (
    CONSOLE,
    arrived,
    now_called,
    now_served,
    press,
    press_for,
    sees,
    wait,
)
from tests.factories import (
    make_office,
    make_officer,
    make_shift,
    make_walk_in,
    nik_of,
)


def test_it_shows_number_masked_name_service_promise_and_stage(desk, call):
    page = sees(desk)

    person = call.visit.appointment.application.applicant
    first, last = person.full_name.split()[0], person.full_name.split()[-1]
    assert f"{first} {last[0]}. · Paspor baru · janji 09.00" in page
    assert '<span class="chip">Berkas</span>' in page
    assert person.full_name not in page


def test_the_title_says_whom_it_calls(desk, call):
    assert "<title>A-001 dipanggil – Loket 1" in sees(desk).replace("\n", "")


def test_somebody_without_an_appointment_has_no_name(desk, shift, walked_in):
    now_called(desk)

    page = sees(desk)
    assert '<p class="called-who">Paspor baru</p>' in page
    assert "Lihat identitas" not in page


def test_it_says_how_long_ago_and_how_often_a_number_was_called(desk, call):
    wait(seconds=42)
    press_for(desk, call, "ulangan/")

    page = sees(desk)
    assert re.search(r'data-mark="\.">00\.4\d</span>', page)
    assert "dipanggil 2×" in page


def test_needs_stand_beside_the_number(desk, office, shift):
    make_walk_in(office, at=clock.now(), line="priority", needs=["elderly", "deaf"])

    now_called(desk)

    page = sees(desk)
    assert "Lansia" in page
    assert "Tuli" in page
    assert "setelah 3 panggilan dan 120 detik" in page


def test_the_family_in_the_hall_is_named_by_number(desk, office, call):
    child = make_walk_in(office, at=clock.now())
    child.party = call.visit.party
    child.save()

    assert "Keluarga: W-001 menunggu" in sees(desk)


def test_nobody_called_says_what_to_press(desk, shift):
    page = sees(desk)

    assert "Tekan + untuk memanggil nomor berikutnya." in page
    assert "Belum ada yang menunggu untuk loket ini." in page


@pytest.mark.parametrize(
    ("line", "why"), [("priority", "prioritas"), ("walk_in", "sesuai waktu datang")]
)
def test_the_line_says_why_somebody_without_an_appointment_is_next(desk, office, shift, line, why):
    make_walk_in(office, at=clock.now(), line=line)

    assert f"<td>{why}</td>" in sees(desk)


def test_the_line_says_the_promise_of_the_booked(desk, shift, waiting):
    assert "<td>janji 09.00</td>" in sees(desk)


def test_the_line_says_who_comes_early(desk, office, shift, booked):
    wait(hours=-1)
    arrived(booked, at=clock.now())

    assert "lebih awal dari janji 09.00" in sees(desk)


def test_the_line_says_who_is_late(desk, office, shift, booked):
    arrived(booked, at=booked.window_ends_at)

    assert "terlambat, di belakang yang tepat waktu" in sees(desk)


def test_the_line_says_who_missed_a_call_twice(desk, office, shift, waiting):
    for _time in range(2):
        call = now_called(desk)
        press_for(desk, call, "ulangan/")
        wait(minutes=2)
        press_for(desk, call, "ketidakhadiran/")
        waiting.refresh_from_db()
        rejoin(waiting, by=shift.account, now=clock.now())

    assert "di ujung barisan, sesuai waktu datang" in sees(desk)


def test_the_line_says_who_comes_from_an_earlier_stage(desk, shift, walked_in):
    call = now_served(desk)
    press_for(desk, call, "akhir/")

    assert "dari tahap sebelumnya" in sees(desk)


def test_the_family_of_whoever_was_just_served_is_next_and_the_line_says_so(desk, shift, waiting):
    call = now_served(desk)
    press_for(desk, call, "akhir/")

    assert "keluarga nomor yang baru dilayani" in sees(desk)


def test_the_line_says_that_two_people_agreed_on_an_exception(desk, office, shift, walked_in):
    asked = ask_exception(walked_in, reason="Pesawat siang.", by=shift.account, now=clock.now())
    decide_exception(asked, agree=True, by=make_officer(office), now=clock.now())

    assert "pengecualian, disetujui dua orang" in sees(desk)


def test_a_group_that_came_together_is_noted_in_the_line(desk, office, shift):
    make_walk_in(office, at=clock.now(), people=3)

    assert "keluarga 3 orang" in sees(desk)


def test_the_line_alone_can_be_asked_for(desk, shift, waiting):
    part = sees(desk, "antrean/")

    assert "A-001" in part
    assert "<html" not in part


def test_a_page_that_is_out_of_date_is_told_to_reload(desk, shift, waiting):
    url = re.search(r'hx-get="([^"]+)"', sees(desk))[1]
    same = desk.get(url)
    now_called(desk)

    other = desk.get(url)

    assert "HX-Refresh" not in same.headers
    assert other.headers["HX-Refresh"] == "true"


def test_a_paused_hall_is_said_on_top(desk, office, officer, shift):
    set_state(
        office, state="paused", text_id="Listrik padam.", text_en="", by=officer, now=clock.now()
    )

    page = sees(desk)

    assert "Seluruh ruang tunggu sedang berhenti." in page
    assert "Listrik padam." in page


def test_the_identity_opens_on_request_and_on_the_record(desk, officer, call):
    page = press_for(desk, call, "identitas/")

    person = call.visit.appointment.application.applicant
    assert person.full_name in page
    assert nik_of(person) not in page
    assert LedgerEntry.objects.get(deed="seen").actor == f"account:{officer.pk}"


def test_an_identity_has_no_address_that_opens_by_itself(desk, call):
    answer = desk.get(f"{CONSOLE}panggilan/{call.pk}/identitas/")

    assert answer.url == CONSOLE
    assert not LedgerEntry.objects.filter(deed="seen").exists()


def test_after_the_call_the_identity_stays_closed(desk, call):
    press_for(desk, call, "layanan/")
    press_for(desk, call, "akhir/")

    page = press_for(desk, call, "identitas/")

    assert "Panggilan itu sudah berakhir" in page
    assert not LedgerEntry.objects.filter(deed="seen").exists()


def test_without_an_appointment_there_is_no_identity_to_show(desk, shift, walked_in):
    page = press_for(desk, now_called(desk), "identitas/")

    assert "Orang ini datang tanpa janji" in page


def test_a_counter_the_office_does_not_have_is_not_found(desk, booked):
    assert desk.get("/loket/kanim-batam/konter/99999999999999/").status_code == 404


def test_a_receptionist_has_no_counter(front, shift):
    assert front.get(CONSOLE).status_code == 404


def test_a_call_of_another_office_is_not_found_at_ones_own(desk, shift, waiting):
    elsewhere = make_office("kanim-lain")
    stranger = make_shift(elsewhere)
    visit = make_walk_in(elsewhere, at=clock.now())
    client = Client()
    client.force_login(stranger.account)
    client.post("/loket/kanim-lain/konter/1/panggilan/", {"panggilan": ""})

    answer = desk.post(f"{CONSOLE}panggilan/{visit.calls.get().pk}/akhir/")

    assert answer.status_code == 404
    assert visit.calls.get().ended_at is None


def test_a_call_of_another_counter_is_not_ended_from_here(desk, office, call):
    other = make_shift(office, number=2)
    client = Client()
    client.force_login(other.account)

    page = client.post(
        f"/loket/kanim-batam/konter/2/panggilan/{call.pk}/akhir/", follow=True
    ).content.decode()

    call.refresh_from_db()
    assert call.ended_at is None
    assert "Panggilan itu sudah berakhir" in page


def test_who_does_not_work_here_is_led_to_opening_it(desk, booked, office):
    make_shift(office)

    page = press(desk, "panggilan/", panggilan="")

    assert "Loket ini belum Anda buka." in page
