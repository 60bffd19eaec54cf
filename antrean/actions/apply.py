"""Apply: start an application and store each answer as it is given."""

import secrets
import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from antrean.adapters import ticket_codes
from antrean.domain.ref_prefix import prefix_of
from antrean.domain.wishes import Wishes
from antrean.records import drafts
from antrean.records.models import Account, Applicant, Application, Office

REF_BYTES = 9
ROUNDS_MAX = 10
"""How often an application is reopened anew when the account began another draft meanwhile."""


class NoLongerDraft(Exception):
    """The application was submitted; its answers stand."""


def start(*, account: Account, language: str, now: datetime) -> Application:
    """Return the account's open draft, or begin one: there is never more than one.

    Pressing twice, or coming back another day, leads to the same draft.
    """
    while (draft := _started(account, language=language, now=now)) is None:
        continue  # the draft that was there was submitted at this very moment
    return draft


@transaction.atomic(durable=True)
def _started(account: Account, *, language: str, now: datetime) -> Application | None:
    draft = drafts.next_id()
    claimed = Application.objects.filter(draftclaim__account=account)
    # A version before this one let go of no claim: what is over keeps nobody from beginning anew.
    over = claimed.exclude(state="draft").values_list("pk", flat=True)
    if drafts.claim(account.pk, draft, before=list(over)):
        return _begin(draft, account=account, language=language, now=now)
    return claimed.filter(state="draft").first()


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
        now=now,
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


def reopen(application: Application, *, now: datetime) -> Application:
    """Turn a refused or blocked application into a draft again, under a new key.

    Another open draft of the account ends, so that there is one. Raises `NoLongerDraft` for an
    application that is live or over, and where the account begins drafts all the time.
    """
    for _ in range(ROUNDS_MAX):
        if _reopened(application, now=now):
            return Application.objects.select_related("applicant", "account").get(pk=application.pk)
    raise NoLongerDraft


@transaction.atomic(durable=True)
def _reopened(application: Application, *, now: datetime) -> bool:
    """Reopen it; False where the account began a draft meanwhile, and nothing was changed.

    Applications are locked before the claim, as `take_in` does.
    """
    account = application.account_id
    drafts_of_account = Q(account=account, account__isnull=False, state="draft")
    locked = Application.objects.select_for_update(of=("self",)).order_by("pk")
    kept = list(
        locked.filter(Q(pk=application.pk) | drafts_of_account).values_list("pk", flat=True)
    )
    if account is not None and not drafts.claim(account, application.pk, before=kept):
        return False
    Application.objects.filter(drafts_of_account, pk__in=kept).update(state="ended", ended_at=now)
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
    return True


def new_ref(*, now: datetime) -> str:
    """Return an unguessable reference of sixteen signs for addresses and the ledger.

    Twelve of them are chance, the first four say the day.
    """
    return prefix_of(now.date()) + secrets.token_urlsafe(REF_BYTES)


def _begin(draft: int, *, now: datetime, **columns: object) -> Application:
    """Store a draft under this number, with the code that its ticket will have."""
    return Application.objects.create(
        pk=draft,
        ref=new_ref(now=now),
        key=uuid.uuid4(),
        ticket_code=ticket_codes.code_of(draft),
        created_at=now,
        **columns,
    )


def _change(application: Application, **columns: object) -> None:
    changed = Application.objects.filter(pk=application.pk, state="draft").update(
        version=F("version") + 1, **columns
    )
    if not changed:
        raise NoLongerDraft
