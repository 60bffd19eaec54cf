"""Signing in leads everybody to where they have something to do."""

import pytest

from antrean.actions.assign_duty import assign_duty
from antrean.actions.create_account import create_account
from tests.accounts.walks import PASSWORD, sign_in
from tests.factories import LONG_AGO, make_office

pytestmark = pytest.mark.django_db


def somebody(*, may_enter_back_office=False):
    return create_account(
        username="budi",
        email="budi@contoh.example",
        password=PASSWORD,
        language="id",
        now=LONG_AGO,
        may_enter_back_office=may_enter_back_office,
    )


def test_applicants_come_to_their_own_page(client):
    somebody()

    assert sign_in(client, "budi").headers["Location"] == "/saya/"


def test_officers_come_to_their_counter(client):
    assign_duty(account=somebody(), role="officer", office=make_office(), now=LONG_AGO)

    assert sign_in(client, "budi").headers["Location"] == "/loket/"


def test_staff_of_the_head_office_come_to_the_back_office(client):
    somebody(may_enter_back_office=True)

    assert sign_in(client, "budi").headers["Location"] == "/kantor-belakang/"


def test_whoever_was_going_somewhere_goes_on_there(client):
    somebody()
    form = {"login": "budi", "password": PASSWORD, "next": "/akun/keamanan/"}

    assert client.post("/akun/login/", form).headers["Location"] == "/akun/keamanan/"
