"""Second factors: offered, kept encrypted, and never forced on anybody."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from antrean.adapters.cipher import Unreadable
from tests.accounts.walks import become_holder
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def test_a_passkey_is_offered_once_the_account_is_ready(client, person):
    become_holder(client, person)

    page = client.get("/akun/siap/").content.decode()

    assert "/akun/2fa/webauthn/add/" in page


def test_the_security_page_offers_both_kinds_of_second_factor(client):
    client.force_login(make_account())

    page = client.get("/akun/keamanan/").content.decode()

    assert "/akun/2fa/webauthn/add/" in page
    assert "/akun/2fa/totp/activate/" in page


def test_the_security_page_shows_what_is_in_place(client):
    account = make_account()
    TOTP.activate(account, generate_totp_secret())
    client.force_login(account)

    page = client.get("/akun/keamanan/").content.decode()

    assert "Sudah terpasang" in page
    assert "/akun/2fa/totp/activate/" not in page


def test_the_secret_of_a_second_factor_is_never_stored_in_the_clear():
    secret = generate_totp_secret()

    TOTP.activate(make_account(), secret)

    stored = Authenticator.objects.get().data["secret"]
    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret


def test_a_changed_secret_is_refused():
    sealed = get_adapter().encrypt("RAHASIA")

    with pytest.raises(Unreadable):
        get_adapter().decrypt(sealed[:-4] + "AAA=")


def test_people_see_our_name_in_their_authenticator(rf):
    assert get_adapter().get_totp_issuer() == "Antrean Paspor"
