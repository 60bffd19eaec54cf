"""At the door: one code, one clear answer."""

from datetime import timedelta

import pytest

from antrean.records.models import LedgerEntry, Visit
from tests.factories import make_booked, nik_of, stand_at

DOOR = "/loket/kanim-batam/kehadiran/"


def code_of(place):
    return place.application.ticket_code


def test_the_code_field_has_the_focus_when_the_page_opens(desk):
    page = desk.get("/loket/kanim-batam/").content.decode()

    assert 'name="code"' in page
    assert "autofocus" in page


def test_somebody_in_their_window_is_received(desk, booked):
    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert answer.status_code == 200
    assert "Sudah hadir, tepat waktu" in answer.content.decode()
    assert Visit.objects.get().appointment == booked


def test_a_code_may_be_typed_small_and_in_groups(desk, booked):
    code = code_of(booked).lower()

    answer = desk.post(DOOR, {"code": f" {code[:4]}-{code[4:]} "})

    assert "Sudah hadir" in answer.content.decode()


def test_somebody_early_is_received_and_told_the_time(desk, booked):
    stand_at(booked.window_starts_at - timedelta(hours=1))

    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert "datang lebih awal" in answer.content.decode()
    assert "Dipanggil sekitar 09.00 WIB" in answer.content.decode()


def test_somebody_late_on_the_same_day_is_received_and_it_says_late(desk, booked):
    stand_at(booked.window_ends_at + timedelta(hours=2))

    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert "Sudah hadir, sangat terlambat" in answer.content.decode()
    assert Visit.objects.count() == 1


def test_somebody_a_day_too_soon_is_told_the_day(desk, booked):
    stand_at(booked.window_starts_at - timedelta(days=1))

    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert answer.status_code == 409
    assert "Bukan hari ini" in answer.content.decode()
    assert "09.00–09.30 WIB" in answer.content.decode()
    assert not Visit.objects.exists()


def test_somebody_a_day_too_late_is_offered_a_new_time(desk, booked):
    stand_at(booked.window_starts_at + timedelta(days=1))

    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert "Hari itu sudah lewat" in answer.content.decode()


def test_a_copied_code_is_shown_as_used_with_the_hour(desk, booked):
    desk.post(DOOR, {"code": code_of(booked)})

    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert answer.status_code == 409
    assert "Tiket ini sudah dipakai pukul 09.00 WIB" in answer.content.decode()
    assert Visit.objects.count() == 1


def test_a_ticket_of_another_office_is_as_unknown_as_a_wrong_code(desk, stranger_office):
    foreign = make_booked(stranger_office)

    elsewhere = desk.post(DOOR, {"code": code_of(foreign)})
    nowhere = desk.post(DOOR, {"code": "2222222Y"})

    assert elsewhere.status_code == nowhere.status_code == 422
    assert "Tidak dikenal di kantor ini" in elsewhere.content.decode()
    assert elsewhere.context["answer"] == nowhere.context["answer"]


@pytest.mark.parametrize("code", ["", "   ", "x", "7K4M9QX2\x00", "🎫" * 8, "A" * 5000])
def test_nonsense_is_refused_in_words(desk, code):
    answer = desk.post(DOOR, {"code": code})

    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_a_cancelled_ticket_is_not_received_and_it_says_why(desk, booked, office):
    booked.ended_at, booked.ending = booked.given_at, "cancelled"
    booked.save()

    answer = desk.post(DOOR, {"code": code_of(booked)})

    assert answer.status_code == 409
    assert "Janji ini sudah dibatalkan" in answer.content.decode()


def test_the_card_is_compared_with_the_name_and_four_digits_never_the_whole_number(desk, booked):
    applicant = booked.application.applicant

    answer = desk.post(DOOR, {"code": code_of(booked)}).content.decode()

    assert applicant.full_name in answer
    assert f"<dd>{nik_of(applicant)[-4:]}</dd>" in answer
    assert nik_of(applicant) not in answer


def test_looking_at_the_card_is_written_down_with_the_officers_name(desk, officer, booked):
    desk.post(DOOR, {"code": code_of(booked)})

    seen = LedgerEntry.objects.get(deed="seen")
    assert seen.subject == booked.application.ref
    assert seen.actor == f"account:{officer.pk}"


def test_a_receptionist_receives_people_too(front, booked):
    answer = front.post(DOOR, {"code": code_of(booked)})

    assert "Sudah hadir" in answer.content.decode()


def test_opening_the_address_of_a_sent_code_leads_back_to_the_day(desk):
    answer = desk.get(DOOR)

    assert answer.url == "/loket/kanim-batam/"
