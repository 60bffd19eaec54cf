"""Witnesses: each holds a part of the chance, and only all parts together are the chance.

1. Before an attempt begins each witness commits: says the digest of a secret of 32 bytes. Who has
   committed by then is the roll. It is published before the attempt begins, at the first attempt
   before the closing. The rest may stay away: nobody knows anything yet.
2. The root is published. A witness looks for it, and for the roll with their own commitment in it,
   where it is public, and then reveals: signs root, roll and secret in one statement, and publishes
   that at a place of their own too. A witness never signs a second root of a batch, nor a second
   roll of an attempt.
3. The chance is a digest over the roll and all secrets. Everybody on the roll reveals within half
   an hour, or the attempt fails: who is missing is named, and is out of the later attempts of this
   batch. They have new secrets and the same root.
4. Fewer than `at_least` on a roll is no roll. If it stays so, people must say publicly what
   happens.

Whatever is not signed by the witness, is of another batch, attempt, root or roll, comes too late
or does not fit the commitment counts as if it had not been said.

Why not leave a missing witness out and go on: then whoever sees the others' secrets first could
choose among all outcomes, with or without each secret that they can hold back. Here holding back
only throws one outcome away without knowing the next, under a name, and as often as there are
witnesses beyond `at_least`. What remains: that; and if `at_least` witnesses and the operator agree
and keep the others off the roll, they know the chance beforehand. So `at_least` is more than could
be bought, and everybody can see who is on the roll before the batch closes.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.statement import (
    DIGEST_BYTES,
    Kind,
    Statement,
    is_signed,
    name_in_bytes,
)

COMMITMENT_PURPOSE = b"antrean-commitment-v1"
ROLL_PURPOSE = b"antrean-roll-v1"
OUTPUT_PURPOSE = b"antrean-witnesses-v1"

Keys = Mapping[str, bytes]
"""The public keys of those who may witness, 32 bytes each, by name: published long before."""
Roll = Mapping[str, Statement]
"""The commitments of those who take part, by name, in the order of the names."""


class TooFewWitnesses(Exception):
    """Not enough of them committed; its words are the names of those who did."""


class NotRevealed(Exception):
    """Somebody on the roll did not reveal; its words are their names."""


def commitment(secret: bytes, *, attempt: Attempt, witness: str) -> bytes:
    """Return the digest that a witness commits to, 32 bytes: SHA-256 over, end to end,

    "antrean-commitment-v1" in ASCII, the attempt as in `attempt.in_bytes` (12), the name as in
    `statement.name_in_bytes`, and the secret (32). So it is of no use to others, or a second time.
    """
    if len(secret) != DIGEST_BYTES:
        raise ValueError("A secret has 32 bytes.")
    who = attempt.in_bytes() + name_in_bytes(witness)
    return hashlib.sha256(COMMITMENT_PURPOSE + who + secret).digest()


def roll(
    statements: Iterable[Statement],
    *,
    attempt: Attempt,
    keys: Keys,
    at_least: int,
    without: Collection[str] = (),
) -> Roll:
    """Return who committed before the attempt began, but `without` those who were missing before.

    Who committed to two things is not on it. Later it is read from its published statements alone.
    Raises `TooFewWitnesses`.
    """
    said: dict[str, dict[bytes, Statement]] = {}
    for each in _heard(statements, kind=Kind.COMMITMENT, attempt=attempt, keys=keys):
        if each.at < attempt.begins_at and each.witness not in without:
            said.setdefault(each.witness, {})[each.content] = each
    on = {name: told.popitem()[1] for name, told in sorted(said.items()) if len(told) == 1}
    if len(on) < at_least:
        raise TooFewWitnesses(*on)
    return on


def roll_digest(roll: Roll, *, attempt: Attempt) -> bytes:
    """Return what stands for a roll, 32 bytes: SHA-256 over, end to end,

    "antrean-roll-v1" in ASCII, the attempt as in `attempt.in_bytes` (12), and for each witness, in
    the order of their names, the name as in `statement.name_in_bytes` and the commitment (32).
    """
    lines = b"".join(name_in_bytes(name) + roll[name].content for name in sorted(roll))
    return hashlib.sha256(ROLL_PURPOSE + attempt.in_bytes() + lines).digest()


def revealed(
    statements: Iterable[Statement], *, attempt: Attempt, root: bytes, roll: Roll, keys: Keys
) -> dict[str, Statement]:
    """Return the reveals, by name, of those on the roll who revealed in time."""
    seen = root + roll_digest(roll, attempt=attempt)
    opened = {}
    for each in _heard(statements, kind=Kind.REVEAL, attempt=attempt, keys=keys):
        in_time = attempt.begins_at <= each.at <= attempt.ends_at
        if in_time and each.content[:-DIGEST_BYTES] == seen and _opens(each, attempt, roll):
            opened[each.witness] = each
    return opened


def output(reveals: Mapping[str, Statement], *, attempt: Attempt, roll: Roll) -> bytes:
    """Return the chance, 32 bytes: SHA-256 over, end to end,

    "antrean-witnesses-v1" in ASCII, the roll's digest (32), and the secrets (32 each) in the order
    of their owners' names. `reveals` are those of `revealed`. Raises `NotRevealed`.
    """
    if absent := [name for name in sorted(roll) if name not in reveals]:
        raise NotRevealed(*absent)
    together = b"".join(_secret(reveals[name]) for name in sorted(roll))
    digest = roll_digest(roll, attempt=attempt)
    return hashlib.sha256(OUTPUT_PURPOSE + digest + together).digest()


def sightings(
    statements: Iterable[Statement], *, day: date, keys: Keys
) -> dict[bytes, dict[str, datetime]]:
    """Return for each root that witnesses of this batch saw who saw it and when, at the earliest.

    More than one root proves that not everybody was shown the same; a late instant, that the root
    came late. Both are published with the result, by whatever beacon it was drawn.
    """
    seen: dict[bytes, dict[str, datetime]] = {}
    for each in statements:
        told = each.kind in (Kind.SIGHTING, Kind.REVEAL) and each.day == day
        if told and _is_theirs(each, keys):
            by_whom = seen.setdefault(each.content[:DIGEST_BYTES], {})
            by_whom[each.witness] = min(each.at, by_whom.get(each.witness, each.at))
    return seen


def in_time(seen: Mapping[str, datetime], *, attempt: Attempt, at_least: int) -> bool:
    """Say whether enough witnesses saw a root before chance was asked for: one of `sightings`."""
    return sum(at < attempt.asks_at for at in seen.values()) >= at_least


def _opens(reveal: Statement, attempt: Attempt, roll: Roll) -> bool:
    """Say whether this witness committed to what is revealed."""
    committed = roll.get(reveal.witness)
    digest = commitment(_secret(reveal), attempt=attempt, witness=reveal.witness)
    return committed is not None and committed.content == digest


def _secret(reveal: Statement) -> bytes:
    return reveal.content[-DIGEST_BYTES:]


def _heard(
    statements: Iterable[Statement], *, kind: Kind, attempt: Attempt, keys: Keys
) -> Iterator[Statement]:
    """Yield what witnesses themselves said of this attempt."""
    for each in statements:
        is_of_it = (each.day, each.attempt) == (attempt.day, attempt.number)
        if each.kind is kind and is_of_it and _is_theirs(each, keys):
            yield each


def _is_theirs(statement: Statement, keys: Keys) -> bool:
    key = keys.get(statement.witness)
    return key is not None and is_signed(statement, key=key)
