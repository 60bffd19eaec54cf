"""Stores what became of submitted applications, and reads it back the same way."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from antrean.actions import seating
from antrean.domain.allocation import Refusal
from antrean.domain.ledger import NATIONAL, Deed
from antrean.domain.ticket import CODES, ticket_code
from antrean.records import outbox
from antrean.records.models import Application, Appointment, LiveApplication

STORED = ("state", "submitted_version", "submitted_at", "ticket_code", "refusal")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission.

    `kind` is given, refused (no window fits; `refusal` says why and what comes next), blocked
    (identity must be proven at an office), already_live (this account holds a live one for the
    person), incomplete, other_version (the key was used for, or the answers are now, another
    body), unknown, or busy (nothing was stored: try again).
    """

    kind: str
    ref: str = ""
    appointment: Appointment | None = None
    refusal: dict[str, str | None] | None = None


def actor(application: Application) -> str:
    """Return who asked, as the ledger names them."""
    return f"account:{application.helped_by_id or application.account_id}"


def person(application: Application) -> bytes:
    """Return the hash of the person a complete application is for."""
    if application.applicant is None:
        raise ValueError("Only a complete application has a person.")
    return bytes(application.applicant.nik_hash)


def outcome(application: Application) -> Outcome:
    """Return the outcome an application was given when it was submitted."""
    if application.state == "refused":
        return Outcome("refused", application.ref, refusal=application.refusal)
    if application.state == "blocked":
        own = (application.refusal or {}).get("reason") == "own"
        return Outcome("already_live" if own else "blocked", application.ref)
    first = application.appointments.select_related("office", "cell").order_by("sequence").first()
    return Outcome("given", application.ref, appointment=first)


def given(appointments: Sequence[Appointment], *, now: datetime) -> list[Deed]:
    """Make the applications live and write their notices; return what the ledger says of it."""
    applications = [each.application for each in appointments]
    for application in applications:
        application.ticket_code = ticket_code(secrets.randbelow(CODES))
        _submitted(application, state="live", now=now)
    Application.objects.bulk_update(applications, STORED)
    notices = [seating.letters(each, kind="appointment_given", now=now) for each in appointments]
    outbox.write([letter for letters in notices for letter in letters], at=now)
    return [
        seating.deed(each, name="appointment_given", actor=actor(each.application))
        for each in appointments
    ]


def refused(found: Sequence[tuple[Application, Refusal]], *, now: datetime) -> list[Deed]:
    """Store that no window fits, why, and the next possible date; return the deeds."""
    for application, refusal in found:
        next_day = refusal.next_day.isoformat() if refusal.next_day else None
        application.refusal = {
            "reason": refusal.reason,
            "next_day": next_day,
            "office": refusal.office,
        }
        _submitted(application, state="refused", now=now)
    return _store([application for application, _ in found], name="application_refused")


def blocked(applications: Sequence[Application], *, now: datetime) -> list[Deed]:
    """Store that the person has a live application already; return the deeds.

    Where it is another account's, nothing is said but that identity must be proven at an office.
    """
    hashes = [person(application) for application in applications]
    claims = LiveApplication.objects.filter(nik_hash__in=hashes)
    holders = {
        bytes(claim.nik_hash): claim.application.account_id
        for claim in claims.select_related("application")
    }
    for application in applications:
        holder = holders.get(person(application))
        own = holder is not None and holder == application.account_id
        application.refusal = {"reason": "own" if own else "identity", "next_day": None}
        _submitted(application, state="blocked", now=now)
    return _store(applications, name="application_blocked")


def _submitted(application: Application, *, state: str, now: datetime) -> None:
    application.state = state
    application.submitted_at = now
    application.submitted_version = application.version


def _store(applications: Sequence[Application], *, name: str) -> list[Deed]:
    Application.objects.bulk_update(applications, STORED)
    return [Deed(_scope(each), name, each.ref, actor(each)) for each in applications]


def _scope(application: Application) -> str:
    """Return the preferred office: its chain tells what was asked of it and not given."""
    return next(iter(application.wishes.get("offices", ())), NATIONAL)
