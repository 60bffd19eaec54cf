"""Helping somebody without telephone or e-mail: from the card to the printed ticket."""

from datetime import timedelta

import pytest

from antrean.adapters.made_up import made_up_person
from antrean.records.models import Applicant, Application, Appointment, Notice
from tests.factories import (
    CHANCE,
    make_booked,
    make_cell,
    make_helped,
    nik_of,
    stand_at,
)

HELP = "/loket/kanim-batam/bantuan/"


@pytest.fixture
def person():
    return made_up_person(CHANCE)


def card(person, **changed):
    born = person.birth_date
    return {
        "nik": person.nik,
        "full_name": person.full_name,
        "birth_date_0": born.day,
        "birth_date_1": born.month,
        "birth_date_2": born.year,
        "sex": person.sex,
        "address": person.address,
        "phone": "",
        **changed,
    }


def begin(desk, person):
    """Walk up to the page of checking, and return the application."""
    desk.post(HELP, card(person))
    application = Application.objects.latest("id")
    desk.post(f"{HELP}{application.ref}/keperluan/", {"purpose": "new"})
    desk.post(f"{HELP}{application.ref}/waktu/", {})
    application.refresh_from_db()
    return application


def send(desk, application):
    sent = {"version": application.version, "key": application.key}
    return desk.post(f"{HELP}{application.ref}/", sent, follow=True)


def test_from_the_card_to_the_printed_ticket(desk, person):
    page = send(desk, begin(desk, person)).content.decode()

    place = Appointment.objects.get()
    assert "A-001" in page
    assert "<svg" in page
    assert place.application.ticket_code[:4] in page
    assert "Kantor Imigrasi Batam" in page


def test_the_phone_may_be_left_out_and_no_letter_is_written(desk, person):
    send(desk, begin(desk, person))

    assert Applicant.objects.get().phone == ""
    assert not Notice.objects.exists()


def test_the_ticket_bears_no_full_name_and_no_number_of_the_card(desk, person):
    page = send(desk, begin(desk, person)).content.decode()

    assert person.full_name not in page
    assert person.nik not in page


def test_each_page_leads_to_the_next(desk, person):
    first = desk.post(HELP, card(person))
    ref = Application.objects.get().ref
    second = desk.post(f"{HELP}{ref}/keperluan/", {"purpose": "new", "needs": ["deaf"]})
    third = desk.post(f"{HELP}{ref}/waktu/", {"day_0": ["all"]})

    assert first.url == f"{HELP}{ref}/keperluan/"
    assert second.url == f"{HELP}{ref}/waktu/"
    assert third.url == f"{HELP}{ref}/"


def test_answers_stand_on_the_page_of_checking(desk, person):
    application = begin(desk, person)
    desk.post(f"{HELP}{application.ref}/waktu/", {"day_0": ["early"], "day_4": ["all"]})

    page = desk.get(f"{HELP}{application.ref}/").content.decode()

    assert "Senin: pagi" in page
    assert "Jumat: pagi, menjelang siang, siang" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"nik": "123"}, "NIK terdiri dari 16 angka"),
        ({"full_name": ""}, "Isi bagian ini"),
        ({"full_name": "R2D2"}, "Nama berisi huruf"),
        ({"birth_date_0": 30, "birth_date_1": 2}, "Tanggal ini tidak ada"),
        ({"birth_date_2": ""}, "Isi hari, bulan, dan tahun"),
        ({"phone": "abc"}, "Ini bukan nomor ponsel"),
    ],
)
def test_mistakes_are_named_and_nothing_is_stored(desk, person, changed, sentence):
    answer = desk.post(HELP, card(person, **changed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Applicant.objects.exists()


def test_a_number_that_contradicts_the_birth_date_is_explained(desk, person):
    other_year = person.birth_date.year - 1

    answer = desk.post(HELP, card(person, birth_date_2=other_year, birth_date_0=1))

    assert answer.status_code == 422
    assert "berbeda dengan angka ke-7 sampai ke-12 NIK" in answer.content.decode()


def test_somebody_who_rules_out_every_day_is_asked_to_leave_one(desk, person):
    application = begin(desk, person)

    answer = desk.post(
        f"{HELP}{application.ref}/waktu/", {f"day_{weekday}": ["all"] for weekday in range(5)}
    )

    assert answer.status_code == 422
    assert "Sisakan paling sedikit satu waktu." in answer.content.decode()


def test_sending_twice_gives_one_place(desk, person):
    application = begin(desk, person)
    send(desk, application)
    again = send(desk, application)

    assert Appointment.objects.count() == 1
    assert "A-001" in again.content.decode()


def test_answers_that_changed_after_the_page_was_drawn_are_checked_again(desk, person):
    application = begin(desk, person)
    desk.post(f"{HELP}{application.ref}/keperluan/", {"purpose": "replacement"})

    page = send(desk, application).content.decode()

    assert "Jawabannya sudah berubah." in page
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"version": "x", "key": "y"}, {"version": "1"}])
def test_a_sending_without_its_key_changes_nothing(desk, person, sent):
    application = begin(desk, person)

    desk.post(f"{HELP}{application.ref}/", sent)

    assert not Appointment.objects.exists()


def test_where_nothing_is_free_it_says_when_the_next_day_opens(desk, person, office):
    office.cells.update(seats=0)

    page = send(desk, begin(desk, person)).content.decode()

    assert "Semua tempat di kantor ini sudah terisi." in page
    assert "Hari berikutnya dibuka:" in page


def test_after_a_refusal_other_wishes_can_be_sent(desk, person, office):
    office.cells.update(seats=0)
    application = begin(desk, person)
    send(desk, application)
    office.cells.update(seats=5)

    answer = desk.post(f"{HELP}{application.ref}/pembukaan/")
    desk.post(answer.url, {})
    application.refresh_from_db()
    send(desk, application)

    assert Appointment.objects.count() == 1


def test_somebody_with_a_live_application_is_sent_to_the_release_first(desk, person):
    send(desk, begin(desk, person))

    page = send(desk, begin(desk, person)).content.decode()

    assert "Terhalang permohonan lain." in page
    assert "/loket/kanim-batam/pelepasan/" in page
    assert Appointment.objects.count() == 1


def test_what_was_sent_can_not_be_changed_by_an_old_page(desk, person):
    application = begin(desk, person)
    send(desk, application)

    answer = desk.post(f"{HELP}{application.ref}/keperluan/", {"purpose": "replacement"})

    application.refresh_from_db()
    assert answer.url == f"{HELP}{application.ref}/"
    assert application.purpose == "new"


def test_another_offices_helped_person_is_not_found(desk, stranger_office):
    foreign = make_helped(stranger_office)

    assert desk.get(f"{HELP}{foreign.application.ref}/tiket/").status_code == 404


def test_the_holder_of_an_account_is_not_a_helped_person(desk, office):
    theirs = make_booked(office)

    assert desk.get(f"{HELP}{theirs.application.ref}/").status_code == 404


@pytest.fixture
def helped(office):
    return make_helped(office)


def at(place, more=""):
    return f"/loket/kanim-batam/janji/{place.application.ticket_code}/{more}"


def test_the_code_on_the_sheet_finds_the_place(desk, helped):
    code = helped.application.ticket_code

    answer = desk.post("/loket/kanim-batam/janji/", {"code": f"{code[:4]} {code[4:]}".lower()})

    assert answer.url == at(helped)


def test_the_code_of_an_account_holder_is_not_found_here(desk, office, helped):
    theirs = make_booked(office)

    answer = desk.post("/loket/kanim-batam/janji/", {"code": theirs.application.ticket_code})

    assert answer.status_code == 422
    assert desk.get(at(theirs)).status_code == 404


def test_a_helped_person_gets_another_time(desk, office, helped):
    make_cell(office, days_ahead=9)
    later = helped.day + timedelta(days=1)
    wanted = {"not_before_0": later.day, "not_before_1": later.month, "not_before_2": later.year}

    page = desk.post(at(helped, "waktu/"), {**wanted, "moved_before": 0}, follow=True)

    assert "Waktunya sudah diganti." in page.content.decode()
    assert Appointment.objects.get(ended_at=None).day == helped.day + timedelta(days=2)


def test_where_no_other_time_fits_the_old_one_stays(desk, helped):
    later = helped.day + timedelta(days=1)
    wanted = {"not_before_0": later.day, "not_before_1": later.month, "not_before_2": later.year}

    answer = desk.post(at(helped, "waktu/"), {**wanted, "moved_before": 0})

    assert answer.status_code == 422
    assert "Tidak ada tempat di waktu yang diminta." in answer.content.decode()
    assert Appointment.objects.get().ended_at is None


def test_less_than_two_hours_before_the_time_stays(desk, helped):
    stand_at(helped.arrives_at - timedelta(minutes=119))

    answer = desk.post(at(helped, "waktu/"), {"moved_before": 0})

    assert "Kurang dari dua jam lagi." in answer.content.decode()


def test_a_place_is_given_back_with_the_reason_that_was_said(desk, helped):
    page = desk.post(at(helped, "pembatalan/"), {"reason": "Pindah kota"}, follow=True)

    helped.refresh_from_db()
    assert helped.cancellation.reason == "Pindah kota"
    assert "Janjinya sudah dibatalkan." in page.content.decode()


def test_after_the_window_began_the_counter_decides(desk, helped):
    stand_at(helped.window_starts_at)

    answer = desk.post(at(helped, "pembatalan/"), {})

    assert answer.status_code == 422
    assert "Waktunya sudah mulai." in answer.content.decode()


def test_whom_the_office_helped_today_is_listed_without_full_names(desk, helped):
    page = desk.get(HELP).content.decode()

    person = helped.application.applicant
    assert "Punya janji" in page
    assert person.full_name not in page
    assert nik_of(person) not in page


def test_whom_another_office_helped_is_not_listed(desk, stranger_office):
    make_helped(stranger_office)

    page = desk.get(HELP).content.decode()

    assert "Punya janji" not in page
