"""Open an account: store a new login with its language and the instant it began."""

from datetime import datetime

from django.db import IntegrityError, transaction

from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import ledger
from antrean.records.models import Account


class UsernameTaken(Exception):
    """Somebody else took the username a moment ago."""


@transaction.atomic(durable=True)
def open_account(*, account: Account, language: str, now: datetime) -> Account:
    """Store the filled-in, unsaved account and return it.

    `language` is "id" or "en". Nothing is known of the person yet: the account is of no use before
    their identity is registered. Raises `UsernameTaken`.
    """
    account.language, account.created_at = language, now
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as problem:
        raise UsernameTaken from problem
    subject = f"account:{account.pk}"
    ledger.write([Deed(NATIONAL, "account_opened", subject, subject)], at=now)
    return account
