"""Nobody learns whether an identity number is known: the same statements, the same bytes."""

import re
from contextlib import contextmanager

import pytest
from django.db import connection

from antrean.actions import register_person
from antrean.adapters import cipher
from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import clock, ledger
from antrean.records.models import Applicant
from tests.accounts.walks import PASSWORD, answers, dependant, sign_in
from tests.factories import make_account, make_applicant

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
SAVEPOINT = re.compile(r'"s\w+"')
CHANGING_HEADERS = {"Set-Cookie", "Expires"}


@contextmanager
def listening():
    """Yield the list of statements that are executed, without the values given to them."""
    statements = []

    def note(execute, sql, params, many, context):
        statements.append(SAVEPOINT.sub("", sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def everything_seen(client, url, form):
    """Send a form and follow where it leads; return all that could give something away."""
    with listening() as statements:
        answer = client.post(url, form, follow=True)
    headers = {name: value for name, value in answer.items() if name not in CHANGING_HEADERS}
    body = TOKEN.sub(b"", answer.content)
    return statements, answer.status_code, answer.redirect_chain, headers, body


@pytest.fixture(autouse=True)
def begun(db):
    """The national chain has its first link: only that one is written otherwise."""
    ledger.write([Deed(NATIONAL, "person_registered", "person:0", "system")], at=clock.now())


@pytest.fixture
def known(person):
    """A person whom another account has registered."""
    make_applicant(make_account("ani"), person=person)
    return person


def newcomer(client_class, name):
    client = client_class()
    client.force_login(make_account(name))
    return client


def holder(client_class, name):
    account = make_account(name)
    make_applicant(account)
    Applicant.objects.filter(account=account).update(full_name="Sama", nik_cipher=b"")
    client = client_class()
    client.force_login(account)
    return client


def an_office_that_checks_for_known_numbers(monkeypatch):
    """Put a tempting mistake in place: look whether the number is known, and say so."""
    store = register_person._store

    def look_first(person, **place):
        if Applicant.objects.filter(nik_hash=cipher.nik_hash(person.nik)).exists():
            raise register_person.AlreadyListed
        return store(person, **place)

    monkeypatch.setattr(register_person, "_store", look_first)


def test_a_holder_learns_nothing(client, known, somebody_else):
    one, two = newcomer(type(client), "budi"), newcomer(type(client), "cici")

    with_known = everything_seen(one, "/akun/identitas/", answers(known))
    with_unknown = everything_seen(two, "/akun/identitas/", answers(somebody_else))

    assert with_known == with_unknown
    assert Applicant.objects.count() == 3


def test_a_holder_who_adds_a_child_learns_nothing(client, known, somebody_else):
    one, two = holder(type(client), "budi"), holder(type(client), "cici")
    child = {"full_name": "Anak"}

    with_known = everything_seen(one, "/akun/orang/tambah/", dependant(known, **child))
    with_unknown = everything_seen(two, "/akun/orang/tambah/", dependant(somebody_else, **child))

    assert told_apart_by_digits(with_known, known) == told_apart_by_digits(
        with_unknown, somebody_else
    )


def told_apart_by_digits(seen, person):
    """Take out the four digits everybody sees of their own people."""
    *rest, body = seen
    return rest, body.replace(person.nik[-4:].encode(), b"")


def test_a_mistake_beside_a_known_number_tells_nothing(client, known, somebody_else):
    one, two = newcomer(type(client), "budi"), newcomer(type(client), "cici")
    as_somebody_else = answers(somebody_else)
    with_known_number = as_somebody_else | {"nik": known.nik, "sex": "M", "phone": "1"}

    with_known = everything_seen(one, "/akun/identitas/", with_known_number)
    Applicant.objects.all().delete()
    with_unknown = everything_seen(two, "/akun/identitas/", with_known_number)

    assert with_known == with_unknown


def test_an_implementation_that_looks_first_is_caught(client, known, somebody_else, monkeypatch):
    an_office_that_checks_for_known_numbers(monkeypatch)
    one, two = newcomer(type(client), "budi"), newcomer(type(client), "cici")

    with_known = everything_seen(one, "/akun/identitas/", answers(known))
    with_unknown = everything_seen(two, "/akun/identitas/", answers(somebody_else))

    assert with_known[0] != with_unknown[0]
    assert with_known[2] != with_unknown[2]


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client):
    account = make_account("budi")
    account.set_password(PASSWORD)
    account.save()
    strangers = type(client)

    wrong_password = sign_in(strangers(), "budi", "salah-sekali")
    unknown_name = sign_in(strangers(), "bude", "salah-sekali")

    assert wrong_password.status_code == unknown_name.status_code == 422
    assert TOKEN.sub(b"", wrong_password.content) == TOKEN.sub(b"", unknown_name.content).replace(
        b"bude", b"budi"
    )
