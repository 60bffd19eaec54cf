"""Joins the sign-in library to our house: accounts open and mails are written by actions."""

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from antrean.actions.open_account import open_account
from antrean.actions.write_code_mail import write_code_mail
from antrean.adapters.quiet_log import hide
from antrean.records import access, clock
from antrean.records.models import Account

KINDS = {
    "account/email/email_confirmation_signup": "sign_up_code",
    "account/email/email_confirmation": "sign_up_code",
    "account/email/password_reset_key": "password_code",
    "account/email/password_reset_code": "password_code",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
    "account/email/login_code": "sign_in_code",
}
PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our words for the sign-in library's decisions."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox; nothing is sent while a person waits for the page."""
        write_code_mail(
            kind=KINDS[template_prefix],
            to_address=email,
            language=get_language() or "id",
            code=str(context.get("code", "")),
            account=context.get("user"),
            now=clock.now(),
        )

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Refuse names that look like an address or hold an identity number."""
        if not PLAIN_NAME.fullmatch(username):
            raise ValidationError(
                _("Nama pengguna hanya berisi huruf, angka, titik, dan garis."), code="signs"
            )
        if hide(username) != username:
            raise ValidationError(
                _("Jangan memakai NIK sebagai nama pengguna. Pilih nama lain."), code="nik"
            )
        cleaned: str = super().clean_username(username, shallow)
        return cleaned

    def save_user(
        self,
        request: HttpRequest,
        user: Account,
        form: BaseForm,
        commit: bool = True,
    ) -> Account:
        """Fill in the new account and open it in the language the person reads right now."""
        account: Account = super().save_user(request, user, form, commit=False)
        language = get_language() or "id"
        return open_account(account=account, language=language, now=clock.now())

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """After the code comes the identity: without it the account has no use."""
        return reverse("accounts:identity")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to their work and everybody else to their own page."""
        if request.user.is_staff:
            return reverse("admin:index")
        if access.offices_on_duty(request.user):
            return reverse("counter:offices")
        url: str = super().get_login_redirect_url(request)
        return url

    def _get_login_attempts_cache_key(
        self,
        request: HttpRequest,
        **credentials: str,
    ) -> str:
        """Count wrong passwords by login name alone, whatever the request calls our host."""
        return (credentials.get("email") or credentials.get("username") or "").lower()
