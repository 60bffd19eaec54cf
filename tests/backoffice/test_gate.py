"""The back office lets in active staff who used their second factor, and nobody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.contrib import admin

from antrean.records.models import Account
from tests.accounts.walks import PASSWORD, sign_in
from tests.backoffice.conftest import use_second_factor
from tests.factories import make_account, make_office, make_officer

pytestmark = pytest.mark.django_db

DOOR = "/kantor-belakang/"
LOGIN = f"{DOOR}login/?next={DOOR}"


def code_for(secret):
    """Return the code the authenticator app shows right now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


def knock(client):
    """Go to the door and through as many doors as it leads; return the last answer."""
    return client.get(DOOR, follow=True)


def test_strangers_are_led_to_sign_in_and_back(client):
    chain = knock(client).redirect_chain

    assert chain[-1][0] == f"/akun/login/?next={DOOR}"


def test_applicants_are_told_it_is_not_for_them(client):
    client.force_login(make_account())

    assert knock(client).status_code == 403


def test_staff_without_a_second_factor_are_told_to_set_one_up(client, staff):
    client.force_login(staff)

    answer = knock(client)

    assert answer.redirect_chain[-1][0] == "/akun/keamanan/"
    assert "langkah masuk kedua" in answer.content.decode()


def test_staff_who_did_not_use_it_yet_are_asked_for_it(client, staff, secret):
    client.force_login(staff)

    answer = knock(client)

    assert answer.redirect_chain[-1][0] == "/akun/2fa/reauthenticate/?next=%2Fkantor-belakang%2F"
    assert answer.status_code == 200


def test_staff_with_password_and_code_come_in(client, staff, secret):
    staff.set_password(PASSWORD)
    staff.save()
    EmailAddress.objects.create(user=staff, email=staff.email, primary=True, verified=True)
    sign_in(client, "pusat")

    client.post("/akun/2fa/authenticate/", {"code": code_for(secret)})

    assert client.get(DOOR).status_code == 200


def test_a_code_on_the_asking_page_opens_the_door_too(client, staff, secret):
    client.force_login(staff)

    client.post("/akun/2fa/reauthenticate/", {"code": code_for(secret)})

    assert client.get(DOOR).status_code == 200


def test_a_wrong_code_does_not(client, staff, secret):
    client.force_login(staff)

    client.post("/akun/2fa/reauthenticate/", {"code": "000000"})

    assert client.get(DOOR).status_code == 302


def test_a_second_factor_used_by_somebody_else_in_this_session_does_not_count(
    client, staff, secret
):
    client.force_login(staff)
    use_second_factor(client, make_account())

    assert client.get(DOOR).status_code == 302


def test_recovery_codes_alone_are_no_second_factor(client, staff):
    Authenticator.objects.create(user=staff, type="recovery_codes", data={})
    client.force_login(staff)
    use_second_factor(client, staff)

    assert client.get(DOOR).status_code == 302


def test_staff_who_left_are_kept_out(inside, staff):
    Account.objects.filter(pk=staff.pk).update(is_active=False)

    assert inside.get(DOOR).status_code == 302


def test_the_login_page_leads_nowhere_else(inside):
    answer = inside.get(f"{DOOR}login/?next=https://calo.example/")

    assert answer.headers["Location"] == DOOR


@pytest.fixture
def officer(client, secret):
    """Staff of one office with a second factor of their own."""
    account = make_officer(make_office(), role="office_head")
    account.is_staff = True
    account.save()
    Authenticator.objects.create(user=account, type="totp", data={})
    client.force_login(account)
    use_second_factor(client, account)
    return client


def addresses():
    """Return the address of every table's list."""
    return sorted(f"{DOOR}records/{table._meta.model_name}/" for table in admin.site._registry)


def test_staff_of_one_office_may_not_change_what_holds_for_all(officer):
    statuses = {officer.get(address).status_code for address in addresses()}

    assert officer.get(DOOR).status_code == 200
    assert statuses == {403}


def test_without_the_gate_any_staff_comes_in(client, staff, monkeypatch):
    monkeypatch.setattr(admin.site, "has_permission", lambda request: request.user.is_staff)
    client.force_login(staff)

    assert client.get(DOOR).status_code == 200


@pytest.mark.parametrize("person", [None, "applicant", "staff"])
def test_every_page_of_the_back_office_is_behind_the_gate(client, staff, person):
    if person:
        client.force_login(staff if person == "staff" else make_account())
    pages = [*addresses(), f"{DOOR}jsi18n/", f"{DOOR}autocomplete/", f"{DOOR}password_change/"]

    assert {client.get(page).status_code for page in pages} == {302}
