"""Expire codes: a code too old to be accepted is erased, even if its mail was never sent."""

from datetime import datetime, timedelta

from django.db import transaction

from antrean.records.models import Notice

LIMIT = 1000


@transaction.atomic(durable=True)
def expire_codes(*, now: datetime, lifetime: timedelta) -> int:
    """Erase codes written longer ago than that; return how many, at most a thousand a call.

    Their mails are still sent: they say that the code came too late and how to get another.
    """
    old = Notice.objects.filter(
        state="pending", secret__isnull=False, created_at__lt=now - lifetime
    ).order_by("pk")
    ids = list(
        old.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)[:LIMIT]
    )
    return Notice.objects.filter(pk__in=ids).update(secret=None)
