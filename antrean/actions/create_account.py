"""Create an account: a login made by an operator or for a demonstration, ready to be used."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from antrean.actions.open_account import UsernameTaken
from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import ledger
from antrean.records.models import Account


@transaction.atomic(durable=True)
def create_account(
    *,
    username: str,
    email: str,
    password: str | None,
    language: str,
    now: datetime,
    may_enter_back_office: bool = False,
) -> Account:
    """Store a login whose address counts as verified: the caller vouches for it.

    `language` is "id" or "en". Without a password nobody can sign in with it. An empty `email` is
    allowed; then nothing can be written to this account. Raises `UsernameTaken`.
    """
    account = Account(
        username=username,
        email=email,
        language=language,
        created_at=now,
        is_staff=may_enter_back_office,
    )
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as problem:
        raise UsernameTaken from problem
    if email:
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    ledger.write([Deed(NATIONAL, "account_created", f"account:{account.pk}", "system")], at=now)
    return account
