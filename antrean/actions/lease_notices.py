"""Lease notices: claim a batch of what is due, so that no two workers send the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from antrean.records import outbox
from antrean.records.models import Notice

BATCH = 50
HOLD = timedelta(seconds=60)
"""How long a claim holds; after a crash the notice is free again when it has passed."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim on one notice. It is ours as long as the row still says `until_at`."""

    notice_id: int
    until_at: datetime


@transaction.atomic(durable=True)
def lease_notices(*, now: datetime, limit: int = BATCH) -> list[Lease]:
    """Claim up to `limit` due notices, codes first, then those that have been due longest."""
    ids = outbox.lease(now=now, limit=limit, hold=HOLD)
    return [Lease(notice_id, now + HOLD) for notice_id in ids]


@transaction.atomic(durable=True)
def give_back(leases: Sequence[Lease]) -> int:
    """Let go of claims that were not used, as if they had never been; return how many there were.

    For a worker that is asked to stop: the next one need not wait until the claims run out.
    """
    unused = Notice.objects.filter(
        pk__in=[lease.notice_id for lease in leases],
        state="pending",
        leased_until_at__in={lease.until_at for lease in leases},
    )
    return unused.update(leased_until_at=None, tries=F("tries") - 1)
