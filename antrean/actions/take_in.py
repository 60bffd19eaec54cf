"""Take in: many submitted applications receive their time in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from antrean.actions import seating, settling
from antrean.actions.settling import Outcome
from antrean.domain.allocation import OpenCell, Refusal
from antrean.domain.wishes import from_json
from antrean.records import clock, ledger, seats
from antrean.records.models import Application

ROUNDS_MAX = 10
"""How often a batch is proposed anew when others took its seats meanwhile."""

PURPOSES_BY_APPOINTMENT = frozenset({"new", "replacement", "data_change"})
"""Lost and damaged books need an examination at the issuing office and no appointment."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One pressed button: which application, which version of its answers, under which key."""

    application_id: int
    version: int
    key: UUID


def take_in(submissions: Sequence[Submission]) -> list[Outcome]:
    """Settle every submission, in the given order; one outcome each, in the same order.

    The same key and version again gives the same outcome and changes nothing. Every round is one
    durable transaction; what one round could not seat is proposed again from a fresh calendar.
    """
    outcomes: dict[Submission, Outcome] = {}
    for _ in range(ROUNDS_MAX):
        waiting = list(dict.fromkeys(each for each in submissions if each not in outcomes))
        if not waiting:
            break
        try:
            outcomes |= _round(waiting)
        except IntegrityError:
            continue  # a ticket code was drawn twice: draw again
    return [outcomes.get(each, Outcome("busy")) for each in submissions]


@transaction.atomic(durable=True)
def _round(submissions: Sequence[Submission]) -> dict[Submission, Outcome]:
    now = clock.now()
    wanted = {each.application_id for each in submissions}
    locked = Application.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    stored = {row.pk: row for row in locked.select_related("applicant", "account").order_by("pk")}
    outcomes: dict[Submission, Outcome] = {}
    fresh: dict[int, Submission] = {}
    for each in submissions:
        judged = _judge(each, stored.get(each.application_id))
        if judged is None and each.application_id not in fresh:
            fresh[each.application_id] = each
        elif judged is not None:
            outcomes[each] = judged
    asked = [seating.Asked(stored[pk], from_json(stored[pk].wishes)) for pk in fresh]
    for application, outcome in _settle(asked, now=now):
        outcomes[fresh[application.pk]] = outcome
    return outcomes


def _judge(each: Submission, application: Application | None) -> Outcome | None:
    """Return the outcome of what must not be seated now, or None for a fresh submission."""
    if application is None:
        return Outcome("unknown")
    if application.key != each.key:
        return Outcome("other_version", application.ref)
    if application.submitted_version is not None:
        if application.submitted_version != each.version:
            return Outcome("other_version", application.ref)
        return settling.outcome(application)
    if application.version != each.version:
        return Outcome("other_version", application.ref)
    complete = application.applicant_id and application.wishes.get("offices")
    if not complete or application.purpose not in PURPOSES_BY_APPOINTMENT:
        return Outcome("incomplete", application.ref)
    return None


def _settle(asked: Sequence[seating.Asked], *, now: datetime) -> list[tuple[Application, Outcome]]:
    """Claim, seat, refuse and record; whoever lost a seat meanwhile is left out, to come again."""
    proposals = seating.propose(asked, now=now)
    refused = [(one.application, cell) for one, cell in proposals if isinstance(cell, Refusal)]
    fitting = [(one, cell) for one, cell in proposals if isinstance(cell, OpenCell)]
    claimed = seats.claim_live(
        [(settling.person(one.application), one.application.pk) for one, _ in fitting], now=now
    )
    blocked = [one.application for one, _ in fitting if one.application.pk not in claimed]
    appointments = seating.give(
        [(one, cell) for one, cell in fitting if one.application.pk in claimed], now=now
    )
    seated = {each.application_id for each in appointments}
    seats.drop_claims(sorted(claimed - seated))
    deeds = [
        *settling.given(appointments, now=now),
        *settling.refused(refused, now=now),
        *settling.blocked(blocked, now=now),
    ]
    ledger.write(deeds, at=now)
    given = [
        (each.application, Outcome("given", each.application.ref, appointment=each))
        for each in appointments
    ]
    others = [application for application, _ in refused] + blocked
    return given + [(each, settling.outcome(each)) for each in others]
