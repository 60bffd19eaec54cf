"""Signing up: a name, an address, a code from the mail, and then who one is."""

import pytest

from antrean.records.models import Account, Applicant, LedgerEntry, Notice
from tests.accounts.walks import (
    answers,
    become_holder,
    confirm,
    latest_code,
    latest_notice,
    open_account,
    sign_up,
)

pytestmark = pytest.mark.django_db


def test_a_newcomer_signs_up_confirms_the_code_and_gives_an_identity(client, person):
    code_page = sign_up(client)

    assert code_page.headers["Location"] == "/akun/confirm-email/"

    identity_page = confirm(client, "budi@contoh.example")

    assert identity_page.headers["Location"] == "/akun/identitas/"

    ready_page = client.post("/akun/identitas/", answers(person))

    assert ready_page.headers["Location"] == "/akun/siap/?lanjut=%2Fsaya%2F"
    holder = Applicant.objects.get(account__username="budi")
    assert (holder.slot, holder.relation, holder.full_name) == (0, "self", person.full_name)


def test_the_account_knows_when_it_was_opened_and_in_which_language(client):
    sign_up(client, HTTP_ACCEPT_LANGUAGE="en")

    account = Account.objects.get()
    assert account.created_at is not None
    assert account.language == "en"
    assert LedgerEntry.objects.get().deed == "account_opened"


def test_the_code_lies_encrypted_in_the_outbox_and_nothing_is_sent(client, mailoutbox):
    sign_up(client)

    notice = latest_notice("budi@contoh.example")
    assert notice.kind == "sign_up_code"
    assert latest_code("budi@contoh.example").encode() not in bytes(notice.secret)
    assert mailoutbox == []


def test_a_wrong_code_is_refused_and_the_address_stays_unproven(client):
    sign_up(client)

    answer = client.post("/akun/confirm-email/", {"code": "ZZZZ-ZZZZ"})

    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


def test_a_new_code_can_be_asked_for_and_makes_the_old_one_void(client):
    sign_up(client)
    first = latest_code("budi@contoh.example")

    client.post("/akun/confirm-email/", {"action": "resend"})

    assert latest_code("budi@contoh.example") != first
    assert client.post("/akun/confirm-email/", {"code": first}).status_code == 422


def test_a_known_address_gets_a_letter_and_no_second_account(client, person):
    become_holder(client, person)
    client.logout()

    known = sign_up(client, "penyusup", address="budi@contoh.example", follow=True)

    assert known.redirect_chain == [("/akun/confirm-email/", 302)]
    assert latest_notice("budi@contoh.example").kind == "account_exists"
    assert not Account.objects.filter(username="penyusup").exists()


@pytest.mark.parametrize(
    "username", ["3273014107900001", "32.73.01.41.07.90.0001", "budi@contoh.example", "bu di"]
)
def test_a_username_is_no_identity_number_and_no_address(client, username):
    answer = sign_up(client, username, address="budi@contoh.example")

    assert answer.status_code == 422
    assert not Account.objects.exists()


def test_a_username_taken_in_another_spelling_is_refused(client, person):
    become_holder(client, person, "budi")
    client.logout()

    answer = sign_up(client, "BUDI", address="lain@contoh.example")

    assert answer.status_code == 422


def test_two_who_take_the_same_name_at_once_both_get_an_answer(client, monkeypatch, person):
    become_holder(client, person, "budi")
    client.logout()
    monkeypatch.setattr(
        "antrean.accounts.adapter.AccountAdapter.clean_username",
        lambda _self, username, **_: username,
    )

    answer = sign_up(client, "budi", address="lain@contoh.example", follow=True)

    assert "baru saja dipakai orang lain" in answer.content.decode()
    assert Account.objects.count() == 1


def test_every_mail_of_the_sign_in_library_has_a_kind_of_ours():
    from pathlib import Path

    import allauth

    from antrean.accounts.adapter import KINDS

    notifications = {"email_changed", "email_confirm", "email_deleted"}
    notifications |= {"password_changed", "password_reset", "password_set"}
    folder = Path(allauth.__file__).parent / "templates" / "account" / "email"
    mails = {path.name.removesuffix("_subject.txt") for path in folder.glob("*_subject.txt")}

    assert {f"account/email/{name}" for name in mails - notifications} == set(KINDS)


def test_no_code_is_readable_anywhere_once_the_notice_is_settled(client):
    open_account(client)

    assert Notice.objects.exclude(content={}).count() == 0
