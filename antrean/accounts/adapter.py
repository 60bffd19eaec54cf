"""Joins the sign-in library to our outbox: its mails are written down, the worker sends them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from antrean.actions.write_code_mail import write_code_mail
from antrean.records import clock

KINDS = {
    "account/email/email_confirmation_signup": "sign_up_code",
    "account/email/email_confirmation": "sign_up_code",
    "account/email/password_reset_key": "password_code",
    "account/email/password_reset_code": "password_code",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
    "account/email/login_code": "sign_in_code",
}


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
