"""Says what became of submitted applications, stores it, and reads it back the same way."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from antrean.actions import seating
from antrean.domain.allocation import Refusal
from antrean.domain.draw.receipt import Receipt
from antrean.domain.ledger import NATIONAL, Deed
from antrean.domain.wishes import Wishes, from_text
from antrean.records import places, receipts
from antrean.records.intake import Accepted, Asking, Over
from antrean.records.outbox import Letter
from antrean.records.places import Place


class Outcome(NamedTuple):
    """What became of a submission.

    `kind` is given, received (it waits for the draw and has a receipt), refused (no window fits;
    `refusal` says why and what comes next), blocked (identity must be proven at an office),
    already_live (this account holds a live one for the person), incomplete, other_version (the key
    was used for, or the answers are now, another body), unknown, or busy (nothing was stored: try
    again).
    """

    kind: str
    ref: str = ""
    place: Place | None = None
    refusal: Mapping[str, str | None] | None = None
    receipt: Receipt | None = None


class Settling(NamedTuple):
    """One application settled: what is stored of it, told by letter, said on the ledger."""

    outcome: Outcome
    stored: Accepted | Over
    deed: Deed
    letter: Letter | None = None


def actor(asking: Asking) -> str:
    """Return who asked, as the ledger names them."""
    return f"account:{asking.helped_by_id or asking.account_id}"


def given(asking: Asking, place: Place) -> Settling:
    """Make the application live and tell of its place."""
    return Settling(
        Outcome("given", asking.ref, place=place),
        Accepted(asking.id, "live"),
        seating.deed_of(place, ref=asking.ref, name="appointment_given", actor=actor(asking)),
        _letter(asking, kind="appointment_given", version=place.sequence),
    )


def received(asking: Asking, receipt: Receipt) -> Settling:
    """Let the application wait for the draw, and tell of its receipt."""
    said = {"batch": receipt.batch.day.isoformat(), "leaf": receipt.leaf.hex()}
    return Settling(
        Outcome("received", asking.ref, receipt=receipt),
        Accepted(asking.id, "in_draw"),
        Deed(_scope(from_text(asking.wishes)), "receipt_given", asking.ref, actor(asking), said),
        _letter(asking, kind="receipt_given", version=receipt.age_class),
    )


def refused(asking: Asking, wishes: Wishes, refusal: Refusal) -> Settling:
    """Say that no window fits, why, and the next possible date."""
    said = {
        "reason": refusal.reason,
        "next_day": refusal.next_day.isoformat() if refusal.next_day else None,
        "office": refusal.office,
    }
    return Settling(
        Outcome("refused", asking.ref, refusal=said),
        Over(asking.id, "refused", json.dumps(said)),
        Deed(_scope(wishes), "application_refused", asking.ref, actor(asking)),
    )


def blocked(asking: Asking, wishes: Wishes, *, own: bool) -> Settling:
    """Say that the person has a live application already.

    Where it is another account's, nothing is said but that identity must be proven at an office.
    """
    said = {"reason": "own" if own else "identity", "next_day": None}
    return Settling(
        Outcome("already_live" if own else "blocked", asking.ref),
        Over(asking.id, "blocked", json.dumps(said)),
        Deed(_scope(wishes), "application_blocked", asking.ref, actor(asking)),
    )


def outcomes(asked: Sequence[Asking]) -> dict[int, Outcome]:
    """Return by application the outcome each was given when it was submitted."""
    kept = [each.id for each in asked if each.state not in {"refused", "blocked"}]
    if not kept:
        return {each.id: _earlier(each) for each in asked}
    first, drawn = places.first_places(kept), receipts.read_first(kept)
    return {each.id: _earlier(each, first.get(each.id), drawn.get(each.id)) for each in asked}


def _earlier(asking: Asking, place: Place | None = None, receipt: Receipt | None = None) -> Outcome:
    refusal = json.loads(asking.refusal) if asking.refusal else {}
    if asking.state == "refused":
        return Outcome("refused", asking.ref, refusal=refusal)
    if asking.state == "blocked":
        own = refusal.get("reason") == "own"
        return Outcome("already_live" if own else "blocked", asking.ref)
    if receipt is not None:
        return Outcome("received", asking.ref, receipt=receipt)
    return Outcome("given", asking.ref, place=place)


def _letter(asking: Asking, *, kind: str, version: int) -> Letter:
    return Letter(
        ref=asking.ref,
        kind=kind,
        version=version,
        to_address=asking.email or "",
        language=asking.language,
        application_id=asking.id,
        account_id=asking.account_id,
    )


def _scope(wishes: Wishes) -> str:
    """Return the preferred office: its chain tells what was asked of it and not given."""
    return next(iter(wishes.offices), NATIONAL)
