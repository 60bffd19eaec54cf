"""Holds a client's whole history against the database: what was promised, is it there, and once?

Every booking has a key of its own and is never overwritten. So a few look-ups for each row find
every breach, in time that grows with the number of rows and not faster.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from antrean.ops.storm.history import ANSWERS, Sent, Told

EXAMPLES_MAX = 5

BREACHES = {
    "lost": "I3: a place that was acknowledged is not stored, or is another one",
    "unsent": "I4: a stored place belongs to no key that a client sent",
    "dup": "I5: a key, or a person, has two places",
    "oversold": "I1: more people than seats",
    "disagreed": "one key was given two different answers",
    "refused": "a key was told that it has no place, and has one",
    "strange": "a key was answered with what a good submission is never told",
    "unanswered": "a key was sent and never answered",
    "promises": "what `bin/antrean promises` finds",
}


class Stored(NamedTuple):
    """One stored place that has not ended, as the database has it."""

    key: UUID
    person: bytes
    ref: str
    office: str
    day: str  # ISO
    window_starts_at: datetime
    cell: int
    seats: int  # of the cell


@dataclass(slots=True)
class Verdict:
    """How many breaches of each kind were found, with a few of them in words."""

    attempted: int = 0
    acked: int = 0
    stored: int = 0
    found: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Say whether nothing at all is wrong."""
        return not self.found

    def blame(self, kind: str, what: str, *, number: int = 1) -> None:
        """Count a breach; the first few of each kind are kept in words."""
        if self.found[kind] < EXAMPLES_MAX:
            self.examples.append(f"{kind}: {what}")
        self.found[kind] += number


def check(history: Mapping[UUID, Sent], stored: Iterable[Stored]) -> Verdict:
    """Compare every stored place with what its key was told, then every key with what is stored."""
    verdict = Verdict(attempted=len(history))
    has_place: set[UUID] = set()
    for kind, what in _of_the_stored(history, stored, has_place, verdict):
        verdict.blame(kind, what)
    for sent in history.values():
        verdict.acked += any(told.kind in ANSWERS for told in sent.told)
        for kind, what in _of_the_sent(sent, has_place):
            verdict.blame(kind, what)
    return verdict


def _of_the_stored(
    history: Mapping[UUID, Sent],
    stored: Iterable[Stored],
    has_place: set[UUID],
    verdict: Verdict,
) -> Iterator[tuple[str, str]]:
    people: set[bytes] = set()
    held: Counter[int] = Counter()
    for row in stored:
        verdict.stored += 1
        held[row.cell] += 1
        if held[row.cell] > row.seats:
            yield "oversold", f"cell {row.cell}: {held[row.cell]} people for {row.seats} seats"
        if row.key in has_place:
            yield "dup", f"key {row.key} has a second place"
        elif row.person in people:
            yield "dup", f"the person of key {row.key} has a second place"
        has_place.add(row.key)
        people.add(row.person)
        sent = history.get(row.key)
        if sent is None:
            yield "unsent", f"key {row.key}"
        else:
            yield from _of_one(row, sent)


def _of_one(row: Stored, sent: Sent) -> Iterator[tuple[str, str]]:
    is_so = Told("given", row.ref, row.office, row.day, row.window_starts_at)
    for told in sent.told:
        if told.kind == "given" and told != is_so:
            yield "lost", f"key {row.key} was told {told}, stored is {is_so}"
        if told.kind in ANSWERS - {"given"}:
            yield "refused", f"key {row.key} was told {told.kind}, stored is {is_so}"


def _of_the_sent(sent: Sent, has_place: set[UUID]) -> Iterator[tuple[str, str]]:
    if not sent.told:
        yield "unanswered", f"key {sent.key} after {sent.tries} tries"
    if len(sent.told) > 1:
        yield "disagreed", f"key {sent.key} was told {sent.told}"
    for told in sent.told:
        if told.kind == "given" and sent.key not in has_place:
            yield "lost", f"key {sent.key} was told {told}, nothing is stored"
        if told.kind not in ANSWERS:
            yield "strange", f"key {sent.key} was told {told.kind}"
