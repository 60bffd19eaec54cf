"""Apply: start an application and store each answer as it is given."""

import secrets
import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F

from antrean.adapters import ticket_codes
from antrean.domain.wishes import Wishes
from antrean.records import drafts
from antrean.records.models import Account, Applicant, Application, Office

REF_BYTES = 9


class NoLongerDraft(Exception):
    """The application was submitted; its answers stand."""


@transaction.atomic(durable=True)
def start(*, account: Account, language: str, now: datetime) -> Application:
    """Return the account's open draft, or begin one: there is never more than one.

    Pressing twice, or coming back another day, leads to the same draft.
    """
    draft = drafts.next_id()
    if drafts.claim(account.pk, draft):
        _begin(draft, account=account, language=language, created_at=now)
    return Application.objects.get(draftclaim__account=account)


@transaction.atomic(durable=True)
def start_helped(
    *, applicant: Applicant, office: Office, by: Account, language: str, now: datetime
) -> Application:
    """Begin an application that staff of an office write down for somebody."""
    return _begin(
        drafts.next_id(),
        applicant=applicant,
        helped_at=office,
        helped_by=by,
        language=language,
        created_at=now,
    )


@transaction.atomic(durable=True)
def answer(application: Application, **answers: object) -> Application:
    """Store answers of one page and raise the version. Raises `NoLongerDraft`.

    Takes `purpose`, `applicant` and `language` as columns; every other name goes into the stored
    answers.
    """
    columns = {
        name: answers.pop(name) for name in ("purpose", "applicant", "language") if name in answers
    }
    locked = Application.objects.select_for_update().get(pk=application.pk)
    _change(locked, answers={**locked.answers, **answers}, **columns)
    return Application.objects.select_related("applicant", "account").get(pk=application.pk)


@transaction.atomic(durable=True)
def wish(application: Application, *, wishes: Wishes, **answers: object) -> Application:
    """Store the wishes and answers given with them, raise the version. Raises `NoLongerDraft`."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    _change(locked, wishes=wishes.as_json(), answers={**locked.answers, **answers})
    return Application.objects.select_related("applicant", "account").get(pk=application.pk)


@transaction.atomic(durable=True)
def reopen(application: Application, *, now: datetime) -> Application:
    """Turn a refused or blocked application into a draft again, under a new key.

    Another open draft of the account ends, so that there is one. Raises `NoLongerDraft` for an
    application that is live or over.
    """
    if application.account_id is not None:
        drafts.hand_on(application.account_id, application.pk)
    Application.objects.filter(account=application.account_id, state="draft").exclude(
        account=None
    ).update(state="ended", ended_at=now)
    changed = Application.objects.filter(
        pk=application.pk, state__in=("refused", "blocked")
    ).update(
        state="draft",
        key=uuid.uuid4(),
        version=F("version") + 1,
        submitted_version=None,
        submitted_at=None,
        refusal=None,
    )
    if not changed:
        raise NoLongerDraft
    return Application.objects.select_related("applicant", "account").get(pk=application.pk)


def new_ref() -> str:
    """Return an unguessable reference of twelve signs for addresses and the ledger."""
    return secrets.token_urlsafe(REF_BYTES)


def _begin(draft: int, **columns: object) -> Application:
    """Store a draft under this number, with the code that its ticket will have."""
    return Application.objects.create(
        pk=draft,
        ref=new_ref(),
        key=uuid.uuid4(),
        ticket_code=ticket_codes.code_of(draft),
        **columns,
    )


def _change(application: Application, **columns: object) -> None:
    changed = Application.objects.filter(pk=application.pk, state="draft").update(
        version=F("version") + 1, **columns
    )
    if not changed:
        raise NoLongerDraft
