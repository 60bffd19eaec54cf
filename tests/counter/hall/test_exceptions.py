"""Out of turn: two people agree, and everybody at the office can count how often today."""

from datetime import timedelta

import pytest
from django.test import Client

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.order_exceptions import ask_exception
from antrean.records import clock
from antrean.records.models import OrderException
from tests.factories import make_officer, make_walk_in, stand_at

PAGE = "/loket/kanim-batam/pengecualian/"
REASON = "Ambulans menunggu di luar."


@pytest.fixture
def second(office):
    """A browser in which another officer is signed in."""
    client = Client()
    client.force_login(make_officer(office))
    return client


@pytest.fixture
def asked(officer, walked_in):
    return ask_exception(walked_in, reason=REASON, by=officer, now=clock.now())


def text(client):
    return client.get(PAGE).content.decode()


def decides(client, asked, decision):
    answer = client.post(f"{PAGE}{asked.pk}/", {"putusan": decision}, follow=True)
    return answer.content.decode()


def test_whoever_asked_is_offered_only_to_take_it_back(desk, asked):
    page = text(desk)

    assert "Anda yang memintanya. Orang kedua harus setuju." in page
    assert 'value="tolak"' in page
    assert 'value="setuju"' not in page


def test_another_officer_is_offered_both(second, asked):
    page = text(second)

    assert REASON in page
    assert 'value="setuju"' in page


def test_agreed_and_refused_ones_are_counted(second, officer, office, asked):
    other = ask_exception(
        make_walk_in(office, at=clock.now()), reason=REASON, by=officer, now=clock.now()
    )
    decides(second, asked, "setuju")
    decides(second, other, "tolak")

    counts = second.get(PAGE).context["counts"]

    assert counts == {"asked": 2, "agreed": 1, "refused": 1, "used": 0}


def test_what_was_decided_stays_decided(second, asked):
    decides(second, asked, "tolak")

    page = decides(second, asked, "setuju")

    assert "Sudah diputuskan sebelumnya." in page
    assert OrderException.objects.get().agreed_at is None


def test_nothing_is_decided_once_the_hall_is_closed(second, officer, office, asked):
    close_hall(office, by=officer, now=clock.now())

    page = decides(second, asked, "setuju")

    assert "Kantor sudah tutup" in page
    assert OrderException.objects.get().agreed_at is None


def test_yesterdays_exceptions_are_not_todays(second, asked):
    stand_at(clock.now() + timedelta(days=1))

    assert REASON not in text(second)


def test_a_receptionist_decides_nothing(front, asked):
    assert front.get(PAGE).status_code == 404
    assert front.post(f"{PAGE}{asked.pk}/", {"putusan": "setuju"}).status_code == 404
    assert OrderException.objects.get().agreed_at is None
