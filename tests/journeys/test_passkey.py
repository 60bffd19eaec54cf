"""A passkey: set up once after signing up, and then the phone's own lock opens the account."""

import pytest
from allauth.mfa.models import Authenticator

from antrean.actions.assign_duty import assign_duty
from antrean.records import clock
from antrean.records.models import Account, Closure, Office
from tests.accounts.walks import PASSWORD
from tests.journeys import stage
from tests.journeys.conftest import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE_LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_a_lock(visitor):
    """Let the browser have a phone's lock. Passkeys need a name for the host, not a number."""
    visitor.address = visitor.address.replace("127.0.0.1", "localhost")
    lock = visitor.page.context.new_cdp_session(visitor.page)
    lock.send("WebAuthn.enable")
    lock.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_LOCK})
    return visitor


@pytest.fixture
def budi(visitor):
    """Somebody with an account and a phone that has a lock."""
    stage.account("budi")
    return give_a_lock(visitor())


@pytest.fixture
def pusat(visitor):
    """Somebody of the head office, at a desk."""
    pusat = stage.account("pusat")
    pusat.is_staff = True
    pusat.save()
    assign_duty(account=pusat, role="head_office", office=None, now=clock.now())
    return give_a_lock(visitor(size=DESK))


def signs_in(visitor, username="budi"):
    visitor.goes("/akun/login/")
    visitor.fills(login=username, password=PASSWORD)
    visitor.presses("Sign In")


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


def opens_every_kind_of_page(pusat):
    office = Office.objects.order_by("id").first()
    for path in ("", "office/", f"office/{office.pk}/change/", "notice/", "ledgerentry/"):
        pusat.goes(f"/kantor-belakang/records/{path}")


def closes_today(pusat):
    """Fill in a closed day, the date with the calendar's own shortcut."""
    pusat.goes("/kantor-belakang/records/closure/add/")
    pusat.page.get_by_role("link", name="Hari ini").click()
    pusat.page.locator("#id_kind").select_option("office")
    pusat.fills(name_id="Gladi", name_en="Rehearsal", source="uji")
    with pusat.page.expect_navigation():
        pusat.page.locator("[name=_save]").click()


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


def test_staff_set_up_a_second_step_and_close_a_day_in_the_back_office(pusat):
    signs_in(pusat, "pusat")
    assert "langkah masuk kedua" in pusat.text()
    sets_up_a_passkey(pusat)
    pusat.goes("/kantor-belakang/")
    assert "pakai langkah masuk kedua" in pusat.text()
    pusat.presses("Use a security key")
    opens_every_kind_of_page(pusat)
    closes_today(pusat)

    assert Closure.objects.filter(name_id="Gladi", office=None).count() == 1
    assert pusat.complaints == []
