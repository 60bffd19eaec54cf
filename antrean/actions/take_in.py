"""Take in: many submitted applications receive their time in one transaction."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from antrean.actions import lots, seating, settling
from antrean.actions.settling import Outcome, Settling
from antrean.domain.allocation import OpenCell, Refusal
from antrean.domain.wishes import from_text
from antrean.records import clock, intake, ledger, outbox, prepared, seats
from antrean.records.intake import Asking
from antrean.records.open_seats import OpenSeats

ROUNDS_MAX = 10
"""How often a batch is proposed anew when others took its seats meanwhile."""

BROKEN_MAX = 3
"""After so many rounds that a constraint refused somebody in the batch is the cause."""

PURPOSES_BY_APPOINTMENT = frozenset({"new", "replacement", "data_change"})
"""Lost and damaged books need an examination at the issuing office and no appointment."""


class Submission(NamedTuple):
    """One pressed button: which application, which version of its answers, under which key."""

    application_id: int
    version: int
    key: UUID


def take_in(
    submissions: Sequence[Submission],
    *,
    open_seats: OpenSeats | None = None,
    now: datetime | None = None,
) -> list[Outcome]:
    """Settle every submission, in the given order; one outcome each, in the same order.

    The same key and version again gives the same outcome and changes nothing. Every round is one
    durable transaction; what one round could not seat is proposed again from a fresh calendar.
    Who calls often keeps `open_seats`, so that the calendar is not read for every batch, and
    hands on `now` where the clock was asked a moment ago. Raises `IntegrityError` where constraints
    refuse several together again and again: whoever splits them finds the one that is wrong.
    """
    open_seats = open_seats or OpenSeats()
    outcomes: dict[int, Outcome | None] = dict.fromkeys(range(len(submissions)))
    broken = 0
    for _ in range(ROUNDS_MAX):
        waiting = [nth for nth, outcome in outcomes.items() if outcome is None]
        if not waiting:
            break
        try:
            together = [submissions[nth] for nth in waiting]
            settled = _round(together, open_seats, now=now or clock.now())
        except IntegrityError:
            open_seats.forget_all()
            now = None  # somebody else was a moment earlier: look again, at the clock too
            broken += 1
            if broken >= BROKEN_MAX and len(waiting) > 1:
                raise
            continue
        except Exception:
            open_seats.forget_all()  # what was proposed is not taken
            raise
        outcomes |= zip(waiting, settled, strict=True)
    return [outcome or Outcome("busy") for outcome in outcomes.values()]


@transaction.atomic(durable=True)
@prepared.together()
def _round(
    submissions: Sequence[Submission], open_seats: OpenSeats, *, now: datetime
) -> list[Outcome | None]:
    """Return the outcome of each, in order; None has to come again."""
    prepared.by_index()
    stored = intake.read({each.application_id for each in submissions})
    judged = [_judge(each, stored.get(each.application_id)) for each in submissions]
    # Whatever is fresh or comes again names the one key and version of its application.
    by_verdict: dict[str, dict[int, Asking]] = {"fresh": {}, "again": {}}
    for each, verdict in zip(submissions, judged, strict=True):
        if isinstance(verdict, str):
            by_verdict[verdict][each.application_id] = stored[each.application_id]
    outcomes = settling.outcomes(list(by_verdict["again"].values()))
    settled = _settle(list(by_verdict["fresh"].values()), open_seats, now=now)
    outcomes |= {each.stored.id: each.outcome for each in settled}
    return [
        outcomes.get(each.application_id) if isinstance(verdict, str) else verdict
        for each, verdict in zip(submissions, judged, strict=True)
    ]


def _judge(each: Submission, stored: Asking | None) -> Outcome | str:
    """Return "fresh" for what is to be seated, "again" for what was, or why it cannot be."""
    if stored is None:
        return Outcome("unknown")
    if stored.key != each.key:
        return Outcome("other_version", stored.ref)
    submitted = stored.submitted_version
    if each.version != (stored.version if submitted is None else submitted):
        return Outcome("other_version", stored.ref)
    if submitted is not None:
        return "again"
    complete = stored.person is not None and from_text(stored.wishes).offices
    if not complete or stored.purpose not in PURPOSES_BY_APPOINTMENT:
        return Outcome("incomplete", stored.ref)
    return "fresh"


def _settle(asking: Sequence[Asking], open_seats: OpenSeats, *, now: datetime) -> list[Settling]:
    """Claim, seat, refuse and record; whoever lost a seat meanwhile is left out, to come again."""
    if not asking:
        return []
    by_id = {each.id: each for each in asking}
    asked = [_asked(each) for each in asking]
    drawing = open_seats.drawing({one.wishes.offices[0] for one in asked}, now=now)
    waiting = [one for one in asked if one.wishes.offices[0] in drawing]
    others = [one for one in asked if one.wishes.offices[0] not in drawing]
    proposals = seating.propose(others, now=now, open_seats=open_seats)
    fitting = [(one, cell) for one, cell in proposals if isinstance(cell, OpenCell)]
    claiming = [*waiting, *(one for one, _ in fitting)]
    claimed = seats.claim_live(
        [(one.person, one.application_id) for one in claiming if one.person], now=now
    )
    held = [one for one in claiming if one.application_id not in claimed]
    drawn = [one for one in waiting if one.application_id in claimed]
    received = lots.receive(drawn, stored=by_id, now=now)
    given = seating.give(
        [(one, cell) for one, cell in fitting if one.application_id in claimed], now=now
    )
    lost = claimed - given.keys() - received.keys()
    # Seats that were proposed to whoever may not have one are free again.
    wasted = {cell.office for one, cell in fitting if one.application_id not in claimed}
    open_seats.forget(wasted)
    if len(lost) > len(given):  # what is known is far from what is
        open_seats.forget({cell.office for one, cell in fitting if one.application_id in lost})
    seats.drop_claims(sorted(lost))
    settled = [
        *(settling.given(by_id[pk], place) for pk, place in given.items()),
        *(settling.received(by_id[pk], receipt) for pk, receipt in received.items()),
        *_refused(proposals, by_id, but_at=wasted),
        *_blocked(held, by_id),
    ]
    intake.settle([each.stored for each in settled], now=now)
    outbox.write([each.letter for each in settled if each.letter], at=now)
    ledger.write([each.deed for each in settled], at=now)
    return settled


def _asked(asking: Asking) -> seating.Asked:
    return seating.Asked(
        application_id=asking.id,
        person=asking.person,
        birth_date=asking.birth_date,
        needs=_needs(asking.needs),
        wishes=from_text(asking.wishes),
        was_absent=asking.was_absent,
    )


@lru_cache(maxsize=256)
def _needs(stored: str | None) -> Sequence[str]:
    return tuple(json.loads(stored)) if stored else ()


def _refused(
    proposals: Sequence[seating.Proposal], by_id: Mapping[int, Asking], *, but_at: Collection[str]
) -> list[Settling]:
    """Refuse whom nothing fits; who asked for one of those offices too is looked at once more."""
    return [
        settling.refused(by_id[one.application_id], one.wishes, cell)
        for one, cell in proposals
        if isinstance(cell, Refusal) and not any(each in but_at for each in one.wishes.offices)
    ]


def _blocked(held: Sequence[seating.Asked], by_id: Mapping[int, Asking]) -> list[Settling]:
    """Settle those whose person is live already, by their own account's doing or another's."""
    if not held:
        return []
    holders = intake.holders([one.person for one in held if one.person])
    settled = []
    for one in held:
        asking = by_id[one.application_id]
        holder = holders.get(one.person or b"")
        own = holder is not None and holder == asking.account_id
        settled.append(settling.blocked(asking, one.wishes, own=own))
    return settled
