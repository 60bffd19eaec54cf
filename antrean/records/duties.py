"""Looks up who works at the head office."""

from antrean.records.models import Account, Duty

HEAD_OFFICE = "head_office"


def works_at_head_office(account: Account) -> bool:
    """Say whether the account is on duty at the head office, or owns the whole installation."""
    if account.is_superuser:
        return True
    return Duty.objects.filter(account=account, role=HEAD_OFFICE, until_at__isnull=True).exists()
