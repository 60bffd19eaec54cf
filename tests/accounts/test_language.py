"""The language button: this browser speaks it, and the mails of somebody signed in follow."""

import pytest

from antrean.records.models import Account
from tests.factories import make_account

pytestmark = pytest.mark.django_db

HERE = "/akun/login/"


def choose(client, language):
    return client.post("/bahasa/", {"language": language, "next": HERE})


def test_the_browser_speaks_the_chosen_language_from_then_on(client):
    answer = choose(client, "en")

    assert answer.headers["Location"] == HERE
    assert '<html lang="en">' in client.get(HERE).content.decode()


def test_somebody_signed_in_is_written_to_in_that_language_too(client):
    client.force_login(make_account("budi"))

    choose(client, "en")

    assert Account.objects.get().language == "en"


@pytest.mark.parametrize("language", ["xx", "", "en-gb", "../id"])
def test_a_language_we_do_not_speak_changes_nothing(client, language):
    client.force_login(make_account("budi"))

    choose(client, language)

    assert Account.objects.get().language == "id"


def test_the_button_leads_nowhere_else(client):
    answer = client.post("/bahasa/", {"language": "en", "next": "https://calo.example/"})

    assert answer.headers["Location"] == "/"


def test_an_address_alone_changes_nothing(client):
    answer = client.get("/bahasa/?language=en")

    assert answer.status_code == 405
