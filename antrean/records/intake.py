"""Reads submitted applications and stores what became of them, hundreds in one statement."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

READ = """
SELECT asked.id, asked.ref, asked.state, asked.purpose, asked.version, asked.key,
    asked.submitted_version, asked.account_id, asked.helped_by_id, asked.language,
    asked.wishes::text, (asked.answers -> 'needs')::text, asked.refusal::text,
    person.nik_hash, person.birth_date, account.email
FROM records_application asked
LEFT JOIN records_applicant person ON person.id = asked.applicant_id
LEFT JOIN records_account account ON account.id = asked.account_id
WHERE asked.id = ANY(%s)
ORDER BY asked.id FOR NO KEY UPDATE OF asked
"""

SETTLE = """
UPDATE records_application asked
SET state = became.state, submitted_version = asked.version, submitted_at = %s,
    ticket_code = coalesce(asked.ticket_code, became.ticket_code),
    refusal = coalesce(became.refusal::jsonb, asked.refusal)
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])
    AS became(id, state, ticket_code, refusal)
WHERE asked.id = became.id
"""

HOLDERS = """
SELECT claim.nik_hash, holder.account_id
FROM records_liveapplication claim
JOIN records_application holder ON holder.id = claim.application_id
WHERE claim.nik_hash = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """A submitted application: what decides about it, and what is written of it."""

    id: int
    ref: str
    state: str
    purpose: str
    version: int
    key: UUID
    submitted_version: int | None
    account_id: int | None
    helped_by_id: int | None
    language: str
    wishes: str  # JSON, as stored
    needs: str | None  # JSON
    refusal: str | None  # JSON
    person: bytes | None  # the keyed hash of the identity number
    birth_date: date | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one application; `refusal` is JSON, None where there is none."""

    id: int
    state: str
    ticket_code: str | None = None
    refusal: str | None = None


def read(ids: Collection[int]) -> dict[int, Asking]:
    """Lock these applications, by id, and return those that exist."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [sorted(ids)])
        return {row[0]: Asking(*row) for row in cursor.fetchall()}


def settle(settled: Sequence[Settled], *, now: datetime) -> None:
    """Store what became of locked applications, in the version that was read."""
    if not settled:
        return
    rows = [(each.id, each.state, each.ticket_code, each.refusal) for each in settled]
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, [now, *map(list, zip(*rows, strict=True))])


def holders(people: Collection[bytes]) -> dict[bytes, int | None]:
    """Return whose account holds the live application of each person; who has none is missing."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [list(people)])
        return {bytes(person): account_id for person, account_id in cursor.fetchall()}
