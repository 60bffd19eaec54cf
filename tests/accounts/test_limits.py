"""Limits stop guessing at one login name, and never a crowd behind one address."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.test import Client

from antrean.records.models import Account
from tests.accounts.walks import PASSWORD, sign_in, sign_up
from tests.factories import LONG_AGO

pytestmark = pytest.mark.django_db

CROWD = [f"orang{number:03d}" for number in range(100)]
GUESSES = [f"tebakan-{number}" for number in range(5)]


def make_people(*names):
    """Store accounts with the same password and proven addresses."""
    secret = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(username=name, email=f"{name}@contoh.example", password=secret, created_at=LONG_AGO)
        for name in names
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=account, email=account.email, primary=True, verified=True)
        for account in accounts
    )


@pytest.fixture
def budi():
    make_people("budi")


def test_a_hundred_people_sign_up_from_one_address():
    statuses = {sign_up(Client(), name).status_code for name in CROWD}

    assert statuses == {302}
    assert Account.objects.count() == 100


def test_a_hundred_people_sign_in_from_one_address():
    make_people(*CROWD)

    destinations = {sign_in(Client(), name).headers.get("Location") for name in CROWD}

    assert destinations == {"/saya/"}


def test_the_sixth_wrong_password_for_one_name_is_refused(client, budi):
    for guess in GUESSES:
        sign_in(client, "budi", guess)

    answer = sign_in(client, "budi", PASSWORD)

    assert answer.status_code == 422
    assert "Terlalu sering salah" in answer.content.decode()


def test_without_limits_the_sixth_try_gets_through(client, budi, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for guess in GUESSES:
        sign_in(client, "budi", guess)

    answer = sign_in(client, "budi", PASSWORD)

    assert answer.status_code == 302


@pytest.mark.parametrize("spelling", ["BUDI", " budi "])
def test_another_spelling_of_the_name_gives_no_more_tries(client, budi, spelling):
    for guess in GUESSES:
        sign_in(client, "budi", guess)

    assert sign_in(client, spelling, PASSWORD).status_code == 422


def test_another_name_for_our_host_gives_no_more_tries(client, budi):
    for port, guess in enumerate(GUESSES, start=9000):
        sign_in(client, "budi", guess, HTTP_HOST=f"localhost:{port}")

    assert sign_in(client, "budi", PASSWORD, HTTP_HOST="127.0.0.1").status_code == 422


def test_a_neighbour_behind_the_same_address_still_gets_in(client, budi):
    make_people("ani")
    for guess in GUESSES:
        sign_in(client, "budi", guess)

    assert sign_in(Client(), "ani", PASSWORD).status_code == 302


def test_right_passwords_use_up_no_tries(client, budi):
    for _ in range(6):
        sign_in(client, "budi", PASSWORD)
        client.logout()

    assert sign_in(client, "budi", PASSWORD).status_code == 302


def test_one_signs_in_by_name_or_by_address(client, budi):
    by_name = sign_in(client, "budi")
    by_address = sign_in(Client(), "BUDI@contoh.example")

    assert by_name.headers["Location"] == by_address.headers["Location"] == "/saya/"


def test_behind_our_proxy_everybody_is_counted_by_their_own_address(client, budi, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}

    here = [sign_in(client, "x", HTTP_X_FORWARDED_FOR="9.9.9.9, 10.0.0.1") for _ in range(2)]
    elsewhere = sign_in(client, "x", HTTP_X_FORWARDED_FOR="9.9.9.9, 10.0.0.2")

    assert [answer.status_code for answer in (*here, elsewhere)] == [422, 429, 422]


def test_without_a_proxy_nobody_chooses_the_address_they_are_counted_by(client, budi, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "x", HTTP_X_FORWARDED_FOR="10.0.0.1")

    answer = sign_in(client, "x", HTTP_X_FORWARDED_FOR="10.0.0.2")

    assert answer.status_code == 429


def test_who_is_stopped_reads_when_to_try_again(client, budi, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "x")

    answer = sign_in(client, "x")

    assert "Tunggu satu menit" in answer.content.decode()
