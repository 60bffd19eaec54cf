"""Where somebody is on duty, and the day of that office in numbers."""

import pytest
from django.test import Client

from antrean.records import clock
from antrean.records.models import Duty, Visit
from tests.factories import (
    LONG_AGO,
    make_account,
    make_booked,
    make_officer,
    make_walk_in,
    stand_at,
)


def test_only_the_offices_of_ones_duty_are_listed(desk, stranger_office):
    page = desk.get("/loket/").content.decode()

    assert "Batam" in page
    assert "Asing" not in page


def test_two_duties_are_two_offices(desk, officer, stranger_office):
    Duty.objects.create(
        account=officer, office=stranger_office, role="receptionist", since_at=LONG_AGO
    )

    page = desk.get("/loket/").content.decode()

    assert "Batam" in page
    assert "Asing" in page


def test_for_an_account_without_duty_there_is_no_such_page(db):
    client = Client()
    client.force_login(make_account())

    assert client.get("/loket/").status_code == 404


def test_the_head_office_has_no_counter_of_its_own(db):
    client = Client()
    client.force_login(make_officer(None, role="head_office"))

    assert client.get("/loket/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/loket/", "/loket/kanim-batam/", "/loket/kanim-batam/pelepasan/"]
)
def test_without_a_login_everything_leads_to_sign_in(office, path):
    answer = Client().get(path)

    assert answer.url == f"/akun/login/?next={path}"


def test_everybody_is_counted_in_one_place_only(desk, officer, office):
    expected = make_booked(office)
    stand_at(expected.window_starts_at)
    served, called, _waiting = (make_walk_in(office, at=clock.now()) for _ in range(3))
    Visit.objects.filter(pk=served.pk).update(state="done", ended_at=clock.now())
    Visit.objects.filter(pk=called.pk).update(state="at_counter")

    counts = desk.get("/loket/kanim-batam/").context["counts"]

    assert (counts.expected, counts.waiting, counts.called, counts.served) == (1, 1, 1, 1)
    assert (counts.arrived, counts.absent) == (3, 0)


def test_a_receptionist_is_not_shown_what_only_officers_may_do(front):
    page = front.get("/loket/kanim-batam/").content.decode()

    assert "Lepas permohonan" not in page
    assert "Bantu pemohon" not in page


@pytest.mark.parametrize("path", ["pelepasan/", "bantuan/", "janji/", "janji/2222222Y/"])
def test_what_only_officers_may_do_does_not_exist_for_a_receptionist(front, path):
    assert front.get(f"/loket/kanim-batam/{path}").status_code == 404


def test_pages_with_people_are_kept_by_no_cache(desk):
    assert "no-store" in desk.get("/loket/kanim-batam/")["Cache-Control"]
