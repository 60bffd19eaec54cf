"""Looks up accounts and the people they apply for."""

from antrean.records.models import Account, Applicant


def holder(account: Account) -> Applicant | None:
    """Return the person this account belongs to, or None before they gave their identity."""
    return Applicant.objects.filter(account=account, slot=0).first()


def people_of(account: Account) -> list[Applicant]:
    """Return the holder and the people they apply for, in the order they were added."""
    return list(Applicant.objects.filter(account=account).order_by("slot"))
