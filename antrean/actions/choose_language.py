"""Choose a language: the one in which an account is written to from now on."""

from django.db import transaction

from antrean.records.models import Account


@transaction.atomic(durable=True)
def choose_language(*, account: Account, language: str) -> None:
    """Store "id" or "en"; the same choice again changes nothing."""
    Account.objects.filter(pk=account.pk).exclude(language=language).update(language=language)
