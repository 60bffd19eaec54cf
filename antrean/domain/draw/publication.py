"""Publication: the three public words of a batch, each before the next can be known.

    announced.json   before the closing: what is drawn, by which rules and code, with whose chance
    closed.json      after the closing, before chance is asked for: the root over all leaves
    drawn.json       after the draw: the chance and its evidence, and what came of it

With them go the files of `seat_files` and `shards`. Each word names the SHA-256 of the words
before it and of the seat files that belong to it; roots stand for the shards; and an announcement
names the `drawn.json` of the batch before. So nothing can be changed later without changing all
that came after it, of which others have copies.

JSON in ASCII with sorted keys, one space to indent, LF at the end. Numbers are integers, bytes are
hexadecimal digits in lower case, instants are ISO 8601 in UTC, a day is YYYY-MM-DD. `version` comes
in each. What stands in `beacon` and `evidence` is the beacon's own, with the same types.

Never published: salts and texts. Nobody can find a person in it, and nobody but who holds a
receipt can see whom a leaf belongs to. What can be checked without them: decision 19.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from antrean.domain.draw import merkle, numbers
from antrean.domain.draw.allocation import Cell, Outcome, Policy, laid_out
from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.lot import Lot
from antrean.domain.draw.seat_files import cutoff_files, seat_files
from antrean.domain.draw.shards import leaf_files, result_files, results_of, to_line
from antrean.domain.draw.statement import Statement, proof

ANNOUNCED, CLOSED, DRAWN = "announced.json", "closed.json", "drawn.json"
RULES = "antrean-rules-v1"
"""The rules of `allocation`; whoever changes what they come to gives them another name."""

Files = dict[str, bytes]
"""The content of each file by its name, with slashes between folders."""


class NotPublished(Exception):
    """These bytes are not what this module writes."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """All that is fixed before a batch closes."""

    attempt: Attempt  # the first one, with the batch's day and closing
    announced_at: datetime
    seats: Mapping[Cell, int]
    policy: Policy
    code: bytes  # SHA-256 of the code that will draw
    keys: Sequence[bytes]  # the public keys of receipts and of words of giving up, 32 bytes each
    beacon: Mapping[str, Any]  # what the beacon's `announce` returned
    witnesses: Mapping[str, bytes] = field(default_factory=dict)  # who may say when they saw a root
    sightings_min: int = 0  # how many of them must have seen the root before chance is asked for
    before: tuple[date, bytes] | None = None  # the batch before, and the SHA-256 of its drawn.json


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The signed word that an attempt brought no chance: over `attempt.given_up_message`."""

    attempt: int
    at: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """The one draw of a batch. `outcome` is that of `allocation`, with the seed of this chance."""

    attempt: int
    drawn_at: datetime
    chance: bytes  # the beacon's output
    evidence: Mapping[str, Any]
    outcome: Outcome
    given_up: Sequence[GivenUp] = ()  # the attempts before this one
    sightings: Sequence[Statement] = ()  # of the root, by witnesses


def announce(said: Announcement) -> Files:
    """Return announced.json and the seat files; raises `ValueError` as `laid_out` does."""
    files = seat_files(laid_out(said.seats, policy=said.policy))
    word = {
        "version": "antrean-announced-v1",
        "batch": said.attempt.day.isoformat(),
        "closes_at": _instant(said.attempt.closes_at),
        "announced_at": _instant(said.announced_at),
        "attempt": said.attempt.number,
        "asks_at": _instant(said.attempt.asks_at),
        "rules": RULES,
        "code": said.code.hex(),
        "policy": {
            "pools": list(said.policy.pools),
            "opens": said.policy.opens,
            "objective": said.policy.objective,
        },
        "keys": [key.hex() for key in said.keys],
        "beacon": said.beacon,
        "witnesses": {name: key.hex() for name, key in said.witnesses.items()},
        "sightings_min": said.sightings_min,
        "before": _before(said.before),
        "files": _digests(files),
    }
    return {ANNOUNCED: _word(word), **files}


def close(lots: Mapping[bytes, Lot], *, closed_at: datetime, announced: bytes) -> Files:
    """Return closed.json and the leaves of these lots; `announced` is the file announced.json.

    A lot counts once for the office that it names first, and once for all the pools it may use.
    """
    leaves = sorted(lots)
    word = {
        "version": "antrean-closed-v1",
        "batch": read(announced, version="antrean-announced-v1")["batch"],
        "closed_at": _instant(closed_at),
        "announced": digest(announced),
        "root": merkle.root(leaves).hex(),
        "leaves": len(leaves),
        "offices": Counter(lot.wishes.offices[0] for lot in lots.values()),
        "pools": Counter("+".join(sorted(lot.pools)) for lot in lots.values()),
    }
    return {CLOSED: _word(word), **leaf_files(leaves)}


def publish(run: Run, *, lots: Mapping[bytes, Lot], announced: bytes, closed: bytes) -> Files:
    """Return drawn.json, the cutoffs and the results; the last two are files published before."""
    before = read(closed, version="antrean-closed-v1")
    day, root = date.fromisoformat(before["batch"]), bytes.fromhex(before["root"])
    files = cutoff_files(run.outcome.seats, cutoffs=run.outcome.cutoffs)
    results = results_of(run.outcome.given, lots=lots)
    lines = [merkle.leaf_hash(to_line(each).encode("ascii")) for each in results]
    word = {
        "version": "antrean-drawn-v1",
        "batch": before["batch"],
        "drawn_at": _instant(run.drawn_at),
        "announced": digest(announced),
        "closed": digest(closed),
        "given_up": [_given_up(each) for each in run.given_up],
        "attempt": run.attempt,
        "chance": run.chance.hex(),
        "evidence": run.evidence,
        "sightings": [proof(each) for each in run.sightings],
        "seed": numbers.seed(day, root=root, beacon=run.chance).hex(),
        "results": merkle.root(lines).hex(),
        "walks": run.outcome.walks,
        "served": sum(each.cell is not None for each in results),
        "people": _people(run.outcome.given, lots),
        "files": _digests(files),
    }
    return {DRAWN: _word(word), **files, **result_files(results)}


def read(word: bytes, *, version: str) -> dict[str, Any]:
    """Read a public word of this version; raises `NotPublished` for all that is not one."""
    try:
        said = json.loads(word)
        is_the_one = isinstance(said, dict) and said["version"] == version and _word(said) == word
    except (ValueError, KeyError, RecursionError) as problem:
        raise NotPublished from problem
    if not is_the_one:
        raise NotPublished
    return dict(said)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, as the words after it name it."""
    return hashlib.sha256(content).hexdigest()


def _people(given: Mapping[bytes, Cell | None], lots: Mapping[bytes, Lot]) -> Mapping[str, object]:
    """Return how many people got a seat, by office and pool."""
    counts: dict[str, Counter[str]] = {}
    for leaf, cell in given.items():
        if cell is not None:
            counts.setdefault(cell.office, Counter())[cell.pool] += lots[leaf].group_size
    return counts


def _before(batch: tuple[date, bytes] | None) -> Mapping[str, str] | None:
    return None if batch is None else {"batch": batch[0].isoformat(), "drawn": batch[1].hex()}


def _given_up(word: GivenUp) -> Mapping[str, object]:
    at = _instant(word.at)
    return {"attempt": word.attempt, "at": at, "signature": word.signature.hex()}


def _digests(files: Files) -> Mapping[str, str]:
    return {name: digest(content) for name, content in files.items()}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _word(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, indent=1, sort_keys=True) + "\n").encode("ascii")
