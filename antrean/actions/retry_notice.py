"""Retry a notice: staff put a letter that was given up back into the outbox."""

from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import ledger
from antrean.records.models import Account, Notice


class NotDead(Exception):
    """Only a letter that was given up can be tried again."""


@transaction.atomic(durable=True)
def retry_notice(notice: Notice, *, by: Account, now: datetime) -> Notice:
    """Make a dead letter due at once, under its old Message-ID. Raises `NotDead`.

    A code that was in it is gone: the letter then says how to ask for a new one.
    """
    again = Notice.objects.filter(pk=notice.pk, state="dead").update(
        state="pending", settled_at=None, due_at=now, leased_until_at=None, tries=0
    )
    if not again:
        raise NotDead
    deed = Deed(NATIONAL, "notice_retried", notice.ref, f"account:{by.pk}", {"kind": notice.kind})
    ledger.write([deed], at=now)
    return Notice.objects.get(pk=notice.pk)
