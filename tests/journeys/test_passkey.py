"""A passkey: set up once after signing up, and then the phone's own lock opens the account."""

import pytest
from allauth.mfa.models import Authenticator

from antrean.records.models import Account
from tests.accounts.walks import PASSWORD
from tests.journeys import stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE_LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def budi(visitor):
    """Somebody with a phone that has a lock. Passkeys need a name for the host, not a number."""
    stage.account("budi")
    budi = visitor()
    budi.address = budi.address.replace("127.0.0.1", "localhost")
    lock = budi.page.context.new_cdp_session(budi.page)
    lock.send("WebAuthn.enable")
    lock.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_LOCK})
    return budi


def signs_in(budi):
    budi.goes("/akun/login/")
    budi.fills(login="budi", password=PASSWORD)
    budi.presses("Sign In")


def sets_up_a_passkey(budi):
    budi.goes("/akun/keamanan/")
    budi.looks("security")
    budi.follows("Pasang kunci sandi")
    budi.looks("prove-again")
    budi.fills(password=PASSWORD)
    budi.presses("Confirm")
    budi.looks("passkey")
    budi.presses("Tambah kunci")


def signs_out(budi):
    budi.page.context.clear_cookies()


def test_a_passkey_is_set_up_and_opens_the_account_without_a_password(budi):
    signs_in(budi)
    sets_up_a_passkey(budi)
    budi.looks("recovery-codes")
    signs_out(budi)

    budi.goes("/akun/login/")
    budi.presses("Sign in with a passkey")

    assert "/akun/login/" not in budi.page.url
    assert Authenticator.objects.filter(type="webauthn", last_used_at__isnull=False).exists()
    assert Account.objects.get(username="budi").last_login is not None
    assert budi.complaints == []


def test_with_a_passkey_the_password_alone_no_longer_opens_the_account(budi):
    signs_in(budi)
    sets_up_a_passkey(budi)
    signs_out(budi)

    signs_in(budi)

    assert "/akun/2fa/authenticate/" in budi.page.url
