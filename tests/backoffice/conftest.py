"""Who comes to the door of the back office."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache

from antrean.records.models import Duty
from tests.factories import LONG_AGO, make_account


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def staff():
    """Somebody of the head office, without a second factor yet."""
    account = make_account("pusat")
    account.is_staff = True
    account.save()
    Duty.objects.create(account=account, role="head_office", since_at=LONG_AGO)
    return account


@pytest.fixture
def secret(staff):
    """The secret of the staff's authenticator app, which is set up."""
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    return secret


def use_second_factor(client, account):
    """Let the session say what a real sign-in with a second factor leaves behind."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(account.pk)
    session.save()


@pytest.fixture
def inside(client, staff, secret):
    """A browser of the head office, past the gate."""
    client.force_login(staff)
    use_second_factor(client, staff)
    return client
