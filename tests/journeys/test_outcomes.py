"""What people are told who get no time, who have one already, or whose letter has come."""

from datetime import date
from threading import Event

import pytest

from antrean.actions.take_in import take_in
from antrean.domain.wishes import Wishes
from antrean.jobs import inbox
from antrean.jobs.mailing import Postman
from antrean.records import people
from antrean.records.models import Office
from tests.factories import make_account, make_applicant, make_application, submission
from tests.journeys.stage import FULL, HOME, holder, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
SITI = {"name": "Siti Rahmawati", "born": date(1991, 4, 21)}


@pytest.fixture
def person(place):
    return somebody(**SITI)


@pytest.fixture
def siti(person, language):
    return holder("siti", person, language=language)


@pytest.fixture
def letterbox(settings, var):
    """The demonstration's inbox, where the server looks for it too."""
    settings.VAR = var

    def deliver():
        with inbox.running() as address:
            Postman(address, luck=lambda: 1.0, stopping=Event()).batch()
        return inbox.envelopes()[0].name

    return deliver


def asks(account, office_code, **wishes):
    """Send an application of the account's holder; return it as it came out."""
    office = Office.objects.get(code=office_code)
    draft = make_application(
        office,
        account=account,
        applicant=people.holder(account),
        wishes=Wishes((office_code,), **wishes),
    )
    take_in([submission(draft)])
    draft.refresh_from_db()
    return draft


@LANGUAGES
def test_a_refusal_says_why_and_what_comes_next(phone, siti, language):
    refused = asks(siti, FULL, cannot=frozenset({(3, "early"), (3, "late"), (3, "afternoon")}))

    phone.goes(f"/permohonan/{refused.ref}/hasil/")
    phone.looks("refused")

    assert refused.state == "refused"
    assert phone.complaints == []


@LANGUAGES
def test_who_is_blocked_learns_where_to_prove_who_they_are(phone, siti, person, language):
    other = make_account()
    stranger = make_applicant(other, person=person)
    take_in([submission(make_application(_home(), account=other, applicant=stranger))])
    blocked = asks(siti, HOME)

    phone.goes(f"/permohonan/{blocked.ref}/hasil/")
    phone.looks("blocked")

    assert blocked.state == "blocked"
    assert phone.complaints == []


@LANGUAGES
def test_the_own_page_and_its_neighbours_fit_a_small_screen(phone, siti, language):
    given = asks(siti, HOME)

    for path, name in (
        ("/saya/", "me"),
        ("/akun/orang/", "people"),
        ("/akun/orang/tambah/", "add-person"),
        ("/akun/email/", "email"),
        ("/akun/password/change/", "password"),
        ("/akun/logout/", "logout"),
        (f"/janji/{given.ref}/kepastian/?h=1", "confirmation"),
    ):
        phone.goes(path)
        phone.looks(name)

    assert phone.complaints == []


@LANGUAGES
def test_the_letter_with_the_ticket_reads_well_in_the_inbox_and_as_a_mail(
    phone, siti, letterbox, language
):
    asks(siti, HOME)
    name = letterbox()

    phone.goes("/kotak-surat/")
    phone.looks("inbox")
    phone.goes(f"/kotak-surat/{name}/")
    phone.looks("letter")
    phone.goes(f"/kotak-surat/{name}/tampilan/")
    phone.looks("mail")

    assert phone.complaints == []


def _home():
    return Office.objects.get(code=HOME)
