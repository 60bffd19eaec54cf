"""At the door for the second time: where somebody stands now, and the one thing to do."""

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.park import park
from antrean.records import clock
from antrean.records.models import Visit
from tests.counter.hall.console_scenes import arrived
from tests.factories import make_officer, nik_of

HERE = "/loket/kanim-batam/"


@pytest.fixture
def called(shift, booked):
    """The number of somebody with an appointment, called to counter 1."""
    arrived(booked, at=clock.now())
    return call_next(shift, by=shift.account, now=clock.now())


def scans(front, place):
    answer = front.post(f"{HERE}kehadiran/", {"code": place.application.ticket_code})
    return answer.content.decode()


def looks_up(front, person):
    born = person.birth_date
    form = {
        "nik": nik_of(person),
        "birth_date_0": born.day,
        "birth_date_1": born.month,
        "birth_date_2": born.year,
    }
    return front.post(f"{HERE}pencarian/", form).content.decode()


def test_complete_papers_are_one_button(front, called, shift, booked):
    park(shift, called, reason="papers", by=shift.account, now=clock.now())

    page = scans(front, booked)

    assert "Berkas sudah lengkap, antre lagi" in page
    assert f"{HERE}kunjungan/{called.visit_id}/kembali/" in page


def test_whoever_left_for_another_reason_is_not_asked_for_papers(front, called, shift, booked):
    park(shift, called, reason="other", by=shift.account, now=clock.now())

    page = scans(front, booked)

    assert "Antre lagi di tempat semula" in page
    assert "Berkas sudah lengkap" not in page


def test_the_counter_that_calls_is_named(front, called, booked):
    page = scans(front, booked)

    assert "Tiket ini sudah dipakai pukul" in page
    assert "Nomor ini sedang dipanggil ke loket 1." in page


def test_a_visit_that_is_done_says_when(front, booked):
    visit = arrived(booked, at=clock.now())
    Visit.objects.filter(pk=visit.pk).update(state="done", ended_at=clock.now())

    page = scans(front, booked)

    assert "Selesai dilayani pukul 09.00 WIB." in page
    assert "Antre lagi" not in page


def test_after_closing_every_code_hears_the_same_and_nothing_changes(front, office, booked):
    arrived(booked, at=clock.now())
    close_hall(office, by=make_officer(office), now=clock.now())
    before = Visit.objects.values().get()

    page = scans(front, booked)

    assert "Kantor sudah tutup" in page
    assert Visit.objects.values().get() == before


def test_an_empty_code_leaves_the_focus_in_the_field(front, booked):
    page = front.post(f"{HERE}kehadiran/", {"code": ""}).content.decode()

    assert "Pindai tiket atau ketik kodenya." in page
    assert page.count("autofocus") == 1


def test_a_lost_ticket_shows_its_number_and_time(front, booked):
    page = looks_up(front, booked.application.applicant)

    assert str(booked) in page
    assert "09.00–09.30 WIB" in page
