"""Assign a duty: from now on this account may act in a role, at one office or for all of them."""

from datetime import datetime

from django.db import transaction

from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import ledger
from antrean.records.models import Account, Duty, Office


class NoSuchDuty(Exception):
    """The role is unknown, lacks its office, or belongs to no single office."""


@transaction.atomic(durable=True)
def assign_duty(
    *, account: Account, role: str, office: Office | None, now: datetime, by: Account | None = None
) -> Duty:
    """Return the account's open duty; it is stored once, however often this is asked.

    "head_office" has no office, every other role of `Duty.ROLES` has one; else raises
    `NoSuchDuty`. Without `by` the ledger names the system.
    """
    if role not in Duty.ROLES or (role == "head_office") != (office is None):
        raise NoSuchDuty(role)
    duty, is_new = Duty.objects.get_or_create(
        account=account, role=role, office=office, until_at=None, defaults={"since_at": now}
    )
    if is_new:
        scope = office.code if office else NATIONAL
        actor = f"account:{by.pk}" if by else "system"
        deed = Deed(scope, "duty_assigned", f"account:{account.pk}", actor, {"role": role})
        ledger.write([deed], at=now)
    return duty
