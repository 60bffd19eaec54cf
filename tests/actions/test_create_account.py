"""Accounts made by an operator: ready to sign in, and written down once."""

import pytest
from allauth.account.models import EmailAddress

from antrean.actions.create_account import create_account
from antrean.actions.open_account import UsernameTaken
from antrean.records import clock
from antrean.records.models import Account, LedgerEntry

pytestmark = pytest.mark.django_db(transaction=True)


PASSWORD = "hujan-bulan-juni"


def create(username="siti", **more):
    asked = {"email": "siti@contoh.example", "password": PASSWORD, "language": "id", **more}
    return create_account(username=username, now=clock.now(), **asked)


def test_the_new_login_opens_with_its_password():
    account = create()

    assert account.check_password(PASSWORD)
    assert not account.is_staff


def test_the_address_needs_no_code():
    account = create()

    address = EmailAddress.objects.get(user=account)
    assert (address.email, address.verified, address.primary) == ("siti@contoh.example", True, True)


def test_a_login_without_password_opens_with_none():
    account = create(password=None)

    assert not account.has_usable_password()


def test_a_login_without_address_has_none_to_verify():
    account = create(email="")

    assert not EmailAddress.objects.filter(user=account).exists()


def test_the_instant_is_the_services_own():
    before = clock.now()

    account = create()

    assert before <= account.created_at <= clock.now()


def test_a_name_in_other_letters_is_the_same_name():
    create()

    with pytest.raises(UsernameTaken):
        create("SITI", email="lain@contoh.example")

    assert Account.objects.count() == 1
    assert EmailAddress.objects.count() == 1


def test_the_ledger_says_that_the_system_made_it():
    account = create()

    line = LedgerEntry.objects.get(deed="account_created")
    assert (line.subject, line.actor) == (f"account:{account.pk}", "system")
