"""The kiosk: a number for whoever comes, a check-in for whoever has a ticket, help for anybody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.devices import take_down
from antrean.records import clock
from antrean.records.models import Device, HallAlert, Visit
from tests.factories import (
    make_arrived,
    make_booked,
    make_cell,
    make_office,
    make_officer,
    make_walk_in,
)

pytestmark = pytest.mark.django_db


def ask(kiosk, **more):
    form = {"service": "new", "people": "1", "key": str(uuid4())}
    return kiosk.post("/kios/nomor/", form | more)


def text(answer):
    return answer.content.decode()


def test_somebody_without_an_appointment_gets_the_next_number(kiosk, open_counter):
    answer = ask(kiosk)

    assert "W-001" in text(answer)
    assert Visit.objects.get().device == Device.objects.get()


def test_the_number_comes_with_who_is_ahead_and_a_range(kiosk, open_counter):
    ask(kiosk)

    assert "1 nomor di depan, kira-kira" in text(ask(kiosk))


def test_pressing_twice_gives_one_number(kiosk, open_counter):
    key = str(uuid4())
    ask(kiosk, key=key)

    again = ask(kiosk, key=key)

    assert "W-001" in text(again)
    assert Visit.objects.count() == 1


def test_a_key_that_another_office_saw_gives_a_number_of_its_own(kiosk, open_counter):
    key = uuid4()
    make_walk_in(make_office("kanim-lain"), at=clock.now(), key=key)

    assert "W-001" in text(ask(kiosk, key=str(key)))
    assert Visit.objects.count() == 2


def test_whoever_needs_help_gets_a_number_of_the_priority_class(kiosk, open_counter):
    assert "L-001" in text(ask(kiosk, needs=["elderly"]))


def test_a_passport_is_collected_with_a_number_of_its_own_class(kiosk):
    assert "K-001" in text(ask(kiosk, service="collection"))


def test_without_room_nobody_gets_a_number_and_reads_what_to_do(kiosk):
    answer = ask(kiosk)

    assert answer.status_code == 409
    assert "Buat janji" in text(answer)
    assert not Visit.objects.exists()


def test_the_holder_of_a_ticket_checks_in_alone(kiosk, place):
    answer = kiosk.post("/kios/kehadiran/", {"code": place.application.ticket_code})

    assert str(place) in text(answer)
    assert Visit.objects.get().appointment == place


def test_a_code_that_was_used_is_refused(kiosk, place):
    form = {"code": place.application.ticket_code}
    kiosk.post("/kios/kehadiran/", form)

    again = kiosk.post("/kios/kehadiran/", form)

    assert again.status_code == 409
    assert "sudah dipakai" in text(again)


@pytest.mark.parametrize(
    ("minutes", "times", "said"),
    [
        (-5, 0, "menurut jam janji Anda"),
        (0, 1, "di belakang yang tepat waktu"),
        (0, 2, "di ujung barisan"),
    ],
)
def test_whoever_is_back_after_a_missed_call_reads_where_they_stand(
    kiosk, place, minutes, times, said
):
    visit = make_arrived(place)
    at = place.window_starts_at + timedelta(minutes=minutes)
    Visit.objects.filter(pk=visit.pk).update(state="absent", missed_at=at, times_missed=times)

    answer = kiosk.post("/kios/kehadiran/", {"code": place.application.ticket_code})

    assert said in text(answer)


def test_a_forged_code_is_refused(kiosk):
    assert kiosk.post("/kios/kehadiran/", {"code": "ABCD 2345"}).status_code == 422


def test_a_ticket_for_another_day_says_the_day(kiosk, office):
    make_cell(office, days_ahead=9)
    later = make_booked(office)

    answer = kiosk.post("/kios/kehadiran/", {"code": later.application.ticket_code})

    assert answer.status_code == 409
    assert not Visit.objects.exists()


def test_a_closed_hall_gives_no_number(kiosk, office, open_counter):
    close_hall(office, by=make_officer(office), now=clock.now())

    assert "tutup" in text(ask(kiosk))
    assert not Visit.objects.exists()


def test_calling_staff_is_noticed_once(kiosk):
    kiosk.post("/kios/bantuan/")
    kiosk.post("/kios/bantuan/")

    assert HallAlert.objects.get().kind == "help"


def test_large_print_ends_with_the_visitors_turn(kiosk):
    kiosk.post("/kios/huruf/")
    large = text(kiosk.get("/kios/"))
    after = text(kiosk.get("/kios/?selesai=1"))

    assert "kiosk-large" in large
    assert "kiosk-large" not in text(kiosk.get("/kios/"))
    assert after


def test_the_number_is_printed_where_the_kiosk_has_a_printer(kiosk, open_counter, tmp_path):
    Device.objects.update(printer=f"file://{tmp_path / 'lp0'}")

    answer = ask(kiosk)

    assert "Ambil kertas" in text(answer)
    assert b"W-001" in (tmp_path / "lp0").read_bytes()


def test_without_paper_the_screen_says_so_and_staff_are_told(kiosk, open_counter):
    Device.objects.update(printer="tcp://127.0.0.1:9")

    answer = ask(kiosk)

    assert "tidak tercetak" in text(answer)
    assert HallAlert.objects.get(ended_at=None).kind == "paper"


def test_once_paper_comes_again_the_alert_is_over(kiosk, open_counter, tmp_path):
    Device.objects.update(printer="tcp://127.0.0.1:9")
    ask(kiosk)
    Device.objects.update(printer=f"file://{tmp_path / 'lp0'}")

    ask(kiosk)

    assert not HallAlert.objects.filter(ended_at=None).exists()


def test_for_any_other_browser_there_is_no_kiosk(office):
    assert Client().get("/kios/").status_code == 404


def test_a_kiosk_that_was_taken_down_is_none(kiosk, office):
    take_down(Device.objects.get(), by=make_officer(office), now=clock.now())

    assert kiosk.get("/kios/").status_code == 404


def test_every_screen_can_be_drawn_in_both_languages(kiosk):
    for path in ("", "layanan/", "kebutuhan/?service=new"):
        for language in ("id", "en"):
            kiosk.cookies["bahasa"] = language

            assert f'<html lang="{language}"' in text(kiosk.get(f"/kios/{path}"))
