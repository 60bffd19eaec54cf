"""Rows read by exact SQL are the objects that Django would have built."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.forms.models import model_to_dict

from antrean.records import people
from antrean.records.access import OWN
from antrean.records.models import Account, Application, Appointment
from antrean.records.rows import Rows
from antrean.records.sessions import SessionStore
from antrean.records.tickets import LAST
from tests.factories import LONG_AGO, make_account, make_applicant, make_application, make_office

pytestmark = pytest.mark.django_db
BY_KEY = Rows(Application, "WHERE t.id = %s", joined=("applicant", "applicant__account"))


@pytest.fixture
def application():
    account = make_account()
    office = make_office()
    return make_application(office, account=account, applicant=make_applicant(account))


def test_every_column_has_the_value_and_kind_that_django_gives(application):
    stored = Application.objects.get(pk=application.pk)

    found = BY_KEY.first(application.pk)

    assert found == stored
    assert vars(found) | {"_state": None} == vars(stored) | {"_state": None}
    assert found.wishes["offices"]
    assert not found._state.adding


def test_what_a_key_points_at_comes_along_without_another_question(
    application, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = BY_KEY.first(application.pk)
        person = found.applicant
        account = person.account

    assert model_to_dict(person) == model_to_dict(application.applicant)
    assert account.username == application.account.username


def test_a_key_that_points_nowhere_gives_none(application, django_assert_num_queries):
    Application.objects.filter(pk=application.pk).update(applicant=None)

    with django_assert_num_queries(1):
        found = BY_KEY.first(application.pk)

        assert found.applicant is None


def test_no_row_is_none_and_no_rows_are_an_empty_list(application):
    assert BY_KEY.first(0) is None
    assert BY_KEY.all(0) == []


def test_a_value_is_never_read_as_sql(application):
    assert OWN.first("' OR true --", application.account_id) is None


def test_what_was_read_can_be_changed_and_stored(application):
    found = BY_KEY.first(application.pk)
    found.language = "en"
    found.save(update_fields=["language"])

    assert Application.objects.get(pk=application.pk).language == "en"


def test_every_column_is_asked_for_by_name():
    names = {field.attname for field in Appointment._meta.concrete_fields}

    assert all(f't."{name}"' in LAST._statement for name in names)


def test_who_is_signed_in_is_read_as_django_reads_it():
    account = make_account()

    found = people.account(account.pk)

    assert found == account
    assert found.get_session_auth_hash() == account.get_session_auth_hash()


def test_an_account_comes_with_its_holder(django_assert_num_queries):
    with_holder, without = make_account(), make_account()
    holder = make_applicant(with_holder)
    make_applicant(with_holder, slot=1)

    with django_assert_num_queries(2):
        found, other = people.account(with_holder.pk), people.account(without.pk)
        known, unknown = people.holder(found), people.holder(other)

    assert (known, unknown) == (holder, None)
    assert people.holder(with_holder) == holder


def test_a_login_that_is_over_or_was_never_there_is_nobodys(client):
    account = make_account()
    client.force_login(account)
    key = client.session.session_key
    before = SessionStore(key).get(SESSION_KEY)
    Session.objects.filter(session_key=key).update(expire_date=LONG_AGO)

    after = SessionStore(key)

    assert before == str(account.pk)
    assert after.get(SESSION_KEY) is None
    assert after.session_key is None
    assert SessionStore("0123456789abcdefghijklmnopqrstuv").get(SESSION_KEY) is None


def test_an_account_that_was_closed_is_signed_in_no_more(client):
    account = make_account()
    client.force_login(account)
    before = client.get("/akun/identitas/").status_code
    Account.objects.filter(pk=account.pk).update(is_active=False)

    after = client.get("/akun/identitas/")

    assert before == 200
    assert after.status_code == 302
    assert after.url.startswith("/akun/login/")
