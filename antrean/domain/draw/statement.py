"""The statement: what a witness of the draw says and signs, so that it can be held against them.

A witness says three things of an attempt:

    commitment   before it begins: I hold a secret, and this is its digest
    sighting     at any time: I saw this root
    reveal       after the closing: I saw this root and this roll, and this is my secret

What is signed, end to end and without anything between:

    "antrean-witness-v1"   18 bytes in ASCII
    kind                   1 byte: 1 a commitment, 2 a sighting, 3 a reveal
    attempt                12 bytes, as in `attempt.in_bytes`
    witness                1 byte, the name's length, then the name: A-Z a-z 0-9 _ -, at most 40
    instant                8 bytes, as in `instant.in_bytes`, by the witness's own clock
    content                of a commitment its digest (32), of a sighting the root (32), of a reveal
                           the root (32), the roll's digest (32) and the secret (32)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum

from antrean.domain.draw import attempt, ed25519, instant

PURPOSE = b"antrean-witness-v1"
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
DIGEST_BYTES = 32


class Kind(Enum):
    """What is said; the number stands in what is signed."""

    COMMITMENT = 1
    SIGHTING = 2
    REVEAL = 3

    @property
    def content_bytes(self) -> int:
        return DIGEST_BYTES * (3 if self is Kind.REVEAL else 1)


class NotAStatement(Exception):
    """No statement is written like that."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one witness says of one attempt."""

    kind: Kind
    day: date  # of the batch
    attempt: int
    witness: str
    at: datetime  # by the witness's own clock
    content: bytes
    signature: bytes = b""  # 64 bytes, over `signed_message`


def name_in_bytes(witness: str) -> bytes:
    """Return a witness's name where it is digested: one byte, its length, then the name."""
    return bytes([len(witness)]) + witness.encode("ascii")


def signed_message(statement: Statement) -> bytes:
    """Return what is signed, as the module says; raises `NotAStatement` where there is none."""
    if not NAME.fullmatch(statement.witness) or statement.at < instant.EPOCH:
        raise NotAStatement("a name, an instant")
    if not 0 <= statement.attempt < attempt.ATTEMPTS_MAX:
        raise NotAStatement("an attempt")
    if len(statement.content) != statement.kind.content_bytes:
        raise NotAStatement("a content")
    which = attempt.in_bytes(statement.day, number=statement.attempt)
    who = which + name_in_bytes(statement.witness)
    when = instant.in_bytes(statement.at)
    return PURPOSE + bytes([statement.kind.value]) + who + when + statement.content


def is_signed(statement: Statement, *, key: bytes) -> bool:
    """Say whether the owner of this public key, 32 bytes, said so; never raises."""
    try:
        message = signed_message(statement)
    except NotAStatement:
        return False
    return ed25519.verify(statement.signature, message=message, key=key)


def proof(statement: Statement) -> dict[str, str]:
    """Return the statement, ready for JSON: bytes as hexadecimal digits, instants in UTC."""
    return {
        "kind": statement.kind.name.lower(),
        "batch": statement.day.isoformat(),
        "attempt": str(statement.attempt),
        "witness": statement.witness,
        "at": statement.at.astimezone(UTC).isoformat(),
        "content": statement.content.hex(),
        "signature": statement.signature.hex(),
    }


def from_proof(said: Mapping[str, object]) -> Statement:
    """Read a statement; raises `NotAStatement` for all but what `proof` returns, whatever comes in.

    Whether it is signed is another question: `is_signed`.
    """
    try:
        statement = _read({key: str(value) for key, value in said.items()})
        signed_message(statement)
        is_the_one = proof(statement) == said
    except (KeyError, ValueError, OverflowError) as problem:
        raise NotAStatement from problem
    if not is_the_one:
        raise NotAStatement
    return statement


def _read(said: Mapping[str, str]) -> Statement:
    return Statement(
        kind=Kind[said["kind"].upper()],
        day=date.fromisoformat(said["batch"]),
        attempt=int(said["attempt"]),
        witness=said["witness"],
        at=_instant(said["at"]),
        content=bytes.fromhex(said["content"]),
        signature=bytes.fromhex(said["signature"]),
    )


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("An instant has a zone.")
    return at
