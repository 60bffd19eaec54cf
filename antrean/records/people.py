"""Looks up accounts and the people they apply for."""

from antrean.records.models import Account, Applicant
from antrean.records.rows import Rows

ACCOUNT = Rows(Account, "WHERE t.id = %s")
HOLDER = Rows(Applicant, "WHERE t.account_id = %s AND t.slot = 0")
PEOPLE = Rows(Applicant, "WHERE t.account_id = %s ORDER BY t.slot")


def account(pk: int) -> Account | None:
    """Return the account of that key, if any."""
    return ACCOUNT.first(pk)


def holder(account: Account) -> Applicant | None:
    """Return the person this account belongs to, or None before they gave their identity."""
    return HOLDER.first(account.pk)


def people_of(account: Account) -> list[Applicant]:
    """Return the holder and the people they apply for, in the order they were added."""
    return PEOPLE.all(account.pk)
