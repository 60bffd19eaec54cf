"""At a counter: one key calls, one key ends, nobody else's counter is reached."""

import pytest

from antrean.records.models import Call, LedgerEntry
from tests.factories import make_arrived, make_counter, make_office, nik_of

CONSOLE = "/loket/kanim-batam/konter/1/"
NEXT = f"{CONSOLE}panggilan/"


@pytest.fixture
def waiting(booked):
    """Somebody who is here and waits, at an office with one counter."""
    make_counter(booked.office)
    make_arrived(booked)
    return booked


@pytest.fixture
def call(desk, waiting):
    desk.post(NEXT)
    return Call.objects.get()


def ending_of(call):
    return f"/loket/kanim-batam/panggilan/{call.pk}/selesai/"


def identity_of(call):
    return f"/loket/kanim-batam/panggilan/{call.pk}/identitas/"


def test_the_next_person_is_called_with_number_masked_name_and_purpose(desk, waiting):
    page = desk.post(NEXT, follow=True).content.decode()

    person = waiting.application.applicant
    assert "A-001" in page
    assert "Paspor baru" in page
    assert person.full_name not in page
    assert person.full_name.split()[0] in page


def test_calling_leads_back_to_the_console_so_that_reloading_calls_nobody(desk, waiting):
    answer = desk.post(NEXT)

    assert (answer.status_code, answer.url) == (302, CONSOLE)


def test_opening_the_address_of_calls_calls_nobody(desk, waiting):
    desk.get(NEXT)

    assert not Call.objects.exists()


def test_when_nobody_waits_it_says_so(desk, booked):
    make_counter(booked.office)

    page = desk.post(NEXT, follow=True).content.decode()

    assert "Belum ada yang menunggu." in page


def test_a_second_press_says_that_the_counter_is_busy(desk, call):
    page = desk.post(NEXT, follow=True).content.decode()

    assert "Selesaikan dahulu nomor yang sedang dipanggil." in page
    assert Call.objects.count() == 1


@pytest.mark.parametrize("outcome", ["served", "absent"])
def test_a_call_ends_in_one_of_two_ways(desk, call, outcome):
    desk.post(ending_of(call), {"outcome": outcome})

    call.refresh_from_db()
    assert call.outcome == outcome


def test_ending_twice_says_that_it_was_over(desk, call):
    desk.post(ending_of(call), {"outcome": "served"})

    page = desk.post(ending_of(call), {"outcome": "absent"}, follow=True).content.decode()

    assert "sudah selesai sebelumnya" in page


@pytest.mark.parametrize("body", [{}, {"outcome": "vanished"}, {"outcome": "served\x00"}])
def test_a_call_does_not_end_in_a_third_way(desk, call, body):
    page = desk.post(ending_of(call), body, follow=True).content.decode()

    call.refresh_from_db()
    assert call.ended_at is None
    assert "Pilih selesai atau tidak hadir." in page


def test_the_identity_opens_on_request_and_on_the_record(desk, officer, call):
    page = desk.post(identity_of(call)).content.decode()

    person = call.appointment.application.applicant
    assert person.full_name in page
    assert nik_of(person) not in page
    assert LedgerEntry.objects.get(deed="seen").actor == f"account:{officer.pk}"


def test_an_identity_has_no_address_that_opens_by_itself(desk, call):
    answer = desk.get(identity_of(call))

    assert answer.url == CONSOLE
    assert not LedgerEntry.objects.filter(deed="seen").exists()


def test_after_the_call_the_identity_stays_closed(desk, call):
    desk.post(ending_of(call), {"outcome": "served"})

    answer = desk.post(identity_of(call))

    assert answer.url == CONSOLE
    assert not LedgerEntry.objects.filter(deed="seen").exists()


def test_the_line_shows_who_comes_next_without_full_names(desk, waiting):
    page = desk.get(CONSOLE).content.decode()

    assert "A-001" in page
    assert waiting.application.applicant.full_name not in page


def test_a_counter_the_office_does_not_have_is_not_found(desk, waiting):
    assert desk.get("/loket/kanim-batam/konter/99999999999999/").status_code == 404


def test_a_call_of_another_office_is_not_found_at_ones_own(desk, call, office):
    elsewhere = make_office("kanim-lain")
    call.counter.office = elsewhere
    call.counter.save()

    assert desk.post(ending_of(call), {"outcome": "served"}).status_code == 404
