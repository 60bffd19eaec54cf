"""Releasing at the counter: card seen, reason written, the number in the body alone."""

import pytest

from antrean.records.models import LiveApplication, Release
from tests.factories import make_booked, nik_of

PAGE = "/loket/kanim-batam/pelepasan/"


@pytest.fixture
def blocking(office):
    """What somebody else's account holds in the person's name."""
    return make_booked(office)


def body(place, **changed):
    nik = nik_of(place.application.applicant)
    return {"nik": nik, "reason": "Datang dengan KTP asli", "card_seen": "on", **changed}


def test_the_officer_lets_go_and_reads_what_happened(desk, blocking):
    page = desk.post(PAGE, body(blocking), follow=True).content.decode()

    assert "Permohonan lama sudah dilepas." in page
    assert not LiveApplication.objects.exists()


def test_the_number_stands_neither_in_the_address_nor_on_the_next_page(desk, blocking):
    answer = desk.post(PAGE, body(blocking))

    assert answer.url == PAGE
    assert nik_of(blocking.application.applicant) not in desk.get(PAGE).content.decode()


def test_a_number_in_the_address_is_not_read(desk, blocking):
    nik = nik_of(blocking.application.applicant)

    page = desk.get(PAGE, {"nik": nik}).content.decode()

    assert f'value="{nik}"' not in page


def test_where_nothing_is_live_it_says_so(desk, blocking):
    answer = desk.post(PAGE, body(blocking, nik="3171015705900001"))

    assert answer.status_code == 422
    assert "Tidak ada yang dilepas." in answer.content.decode()


@pytest.mark.parametrize(
    "changed",
    [{"reason": ""}, {"reason": "KTP"}, {"reason": " " * 40}, {"card_seen": ""}, {"nik": "3171"}],
)
def test_without_card_number_and_reason_nothing_is_released(desk, blocking, changed):
    answer = desk.post(PAGE, body(blocking, **changed))

    assert answer.status_code == 422
    assert not Release.objects.exists()


def test_browsers_are_asked_not_to_remember_the_number(desk):
    page = desk.get(PAGE).content.decode()

    assert '<form method="post" novalidate autocomplete="off">' in page


def test_an_officer_may_release_a_place_held_at_another_office(desk, stranger_office):
    elsewhere = make_booked(stranger_office)

    desk.post(PAGE, body(elsewhere))

    assert Release.objects.get().office.code == "kanim-batam"
