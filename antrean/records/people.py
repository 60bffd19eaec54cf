"""Looks up accounts and the people they apply for."""

from antrean.records.models import Account, Applicant
from antrean.records.rows import Rows

ACCOUNT = Rows(
    Account,
    "WHERE t.id = %s",
    beside={"holder": (Applicant, "holder.account_id = t.id AND holder.slot = 0")},
)
HOLDER = Rows(Applicant, "WHERE t.account_id = %s AND t.slot = 0")
PEOPLE = Rows(Applicant, "WHERE t.account_id = %s ORDER BY t.slot")


def account(pk: int) -> Account | None:
    """Return the account of that key, if any; it knows its holder as of now."""
    return ACCOUNT.first(pk)


def holder(account: Account) -> Applicant | None:
    """Return the person this account belongs to, or None before they gave their identity."""
    if hasattr(account, "holder"):  # read together with the account, a moment ago
        known: Applicant | None = account.holder
        return known
    return HOLDER.first(account.pk)


def people_of(account: Account) -> list[Applicant]:
    """Return the holder and the people they apply for, in the order they were added."""
    return PEOPLE.all(account.pk)
