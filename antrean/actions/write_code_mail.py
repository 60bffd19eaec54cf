"""Write a mail of the sign-in pages into the outbox, its code encrypted."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from antrean.adapters import cipher
from antrean.records import outbox
from antrean.records.models import Account


@transaction.atomic
def write_code_mail(
    *, kind: str, to_address: str, language: str, code: str, account: Account | None, now: datetime
) -> None:
    """Store one mail; the code is erased once it was sent.

    Every request for a code is a thing of its own, so its reference is new. `kind` is the name of
    a mail in `jobs`; `code` may be empty. May be called inside another transaction of the sign-in
    library, hence not durable.
    """
    ref = uuid4().hex
    secret = cipher.encrypt(code, context=secret_context(ref)) if code else None
    letter = outbox.Letter(
        ref=ref,
        kind=kind,
        version=0,
        to_address=to_address,
        language=language,
        account_id=account.pk if account else None,
        secret=secret,
    )
    outbox.write([letter], at=now)


def secret_context(ref: str) -> str:
    """Return what a stored code is bound to."""
    return f"notice.secret:{ref}"
