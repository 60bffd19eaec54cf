"""The live door: one submission, one outcome, and a plain word for everything else."""

import uuid
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from antrean.adapters.signing import Pass, write_pass
from antrean.live.app import app
from antrean.records import clock
from antrean.records.models import Application, Appointment
from tests.factories import make_application, make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db(transaction=True)

LOGIN = "a-login-cookie"
ADDRESS = "/live/pengajuan"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def office():
    office = make_office()
    make_cell(office)
    return office


@pytest.fixture
def door(near_desk):
    with TestClient(app, follow_redirects=False, cookies={"masuk": LOGIN}) as client:
        yield client


def leave(application, *, minutes=30, **changes):
    expires_at = int((clock.now() + timedelta(minutes=minutes)).timestamp())
    words = {
        "application_id": application.pk,
        "version": application.version,
        "key": application.key,
        "expires_at": expires_at,
        "language": "id",
    }
    return write_pass(Pass(**(words | changes)), login=LOGIN)


def test_a_pressed_button_leads_to_the_result_page(office, door):
    application = make_application(office)

    response = door.post(ADDRESS, data={"pass": leave(application)})

    assert response.status_code == 303
    assert response.headers["location"] == f"/permohonan/{application.ref}/hasil/"
    assert Appointment.objects.get().application == application


def test_pressing_twice_gives_the_same_answer_and_one_place(office, door):
    pressed = {"pass": leave(make_application(office))}
    first = door.post(ADDRESS, data=pressed)

    again = door.post(ADDRESS, data=pressed)

    assert (again.status_code, again.headers["location"]) == (303, first.headers["location"])
    assert Appointment.objects.count() == 1


def test_a_program_is_answered_in_json(office, door):
    application = make_application(office)

    response = door.post(
        ADDRESS, data={"pass": leave(application)}, headers={"accept": "application/json"}
    )

    assert response.status_code == 201
    assert response.json()["ref"] == application.ref
    assert response.json()["office"] == office.code


def test_another_version_under_the_same_key_is_422_and_changes_nothing(office, door):
    place = make_booked(office)
    application = Application.objects.get()

    response = door.post(ADDRESS, data={"pass": leave(application, version=7)})

    assert response.status_code == 422
    assert "Tidak ada yang berubah" in response.text
    assert Appointment.objects.get() == place


def test_an_unknown_application_is_404(door):
    nobody = Application(pk=987_654_321, key=uuid.uuid4())

    assert door.post(ADDRESS, data={"pass": leave(nobody)}).status_code == 404


def test_an_expired_pass_says_what_to_do_next_and_changes_nothing(office, door):
    application = make_application(office)

    response = door.post(ADDRESS, data={"pass": leave(application, minutes=-1)})

    assert response.status_code == 403
    assert "periksa lagi" in response.text
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        "a.b",
        "é.é",
        "." * 50,
        "A" * 400,
        "AAAA.AAAA",
        "MXwxfDB8OTk5OTk5OTk5OXxpZA.AAAA",
    ],
)
def test_a_forged_pass_is_refused_and_changes_nothing(office, door, forged):
    make_application(office)

    response = door.post(ADDRESS, data={"pass": forged})

    assert response.status_code in {400, 403}
    assert Appointment.objects.count() == 0


def test_a_pass_of_another_login_is_refused(office, door):
    application = make_application(office)
    pressed = {"pass": leave(application)}
    door.cookies.set("masuk", "somebody-else")

    response = door.post(ADDRESS, data=pressed)

    assert response.status_code == 403
    assert Appointment.objects.count() == 0


def test_a_changed_pass_is_refused(office, door):
    pressed = leave(make_application(office))
    changed = ("B" if pressed[0] == "A" else "A") + pressed[1:]

    assert door.post(ADDRESS, data={"pass": changed}).status_code == 403


def test_a_huge_body_is_413_whatever_its_length_says(door):
    response = door.post(ADDRESS, content=b"pass=" + b"a" * 5000, headers=FORM)

    assert response.status_code == 413


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_another_content_type_is_415(door, kind):
    response = door.post(ADDRESS, content=b"pass=x", headers={"content-type": kind})

    assert response.status_code == 415


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"pass=\xc3\x28", b"pass=%ff%fe", b"", b"pass=a&pass=b", b"x=1&" * 20]
)
def test_a_body_that_is_no_form_is_400(door, body):
    response = door.post(ADDRESS, content=body, headers=FORM)

    assert response.status_code == 400


def test_only_posting_is_possible(door):
    response = door.get(ADDRESS)

    assert response.status_code == 405


def test_problems_are_told_in_the_readers_language(door):
    door.cookies.set("bahasa", "en")

    response = door.post(ADDRESS, data={"pass": "forged"})

    assert '<html lang="en">' in response.text
    assert "Nothing was changed" in response.text


def test_answers_carry_the_strict_headers(door):
    response = door.post(ADDRESS, data={"pass": "forged"})

    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
