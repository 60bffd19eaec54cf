"""Reads submitted applications and stores what became of them, hundreds in one statement."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from antrean.records import prepared

READ = """
SELECT asked.id, asked.ref, asked.state, asked.purpose, asked.version, asked.key,
    asked.submitted_version, asked.account_id, asked.helped_by_id, asked.language,
    asked.wishes::text, (asked.answers -> 'needs')::text, asked.refusal::text,
    person.nik_hash, person.birth_date, account.email,
    EXISTS (SELECT FROM records_absence WHERE nik_hash = person.nik_hash)
FROM records_application asked
LEFT JOIN records_applicant person ON person.id = asked.applicant_id
LEFT JOIN records_account account ON account.id = asked.account_id
WHERE asked.id = ANY(%s::bigint[])
ORDER BY asked.id FOR NO KEY UPDATE OF asked
"""

ACCEPTED = """
WITH submitted AS (
    UPDATE records_application SET state = %s, submitted_version = version, submitted_at = %s
    WHERE id = ANY(%s::bigint[])
    RETURNING id, account_id
)
DELETE FROM records_draftclaim claim USING submitted
WHERE claim.account_id = submitted.account_id AND claim.application_id = submitted.id
"""

OVER = """
WITH submitted AS (
    UPDATE records_application asked
    SET state = became.state, submitted_version = asked.version, submitted_at = %s,
        refusal = became.refusal::jsonb
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS became(id, state, refusal)
    WHERE asked.id = became.id
    RETURNING asked.id, asked.account_id
)
DELETE FROM records_draftclaim claim USING submitted
WHERE claim.account_id = submitted.account_id AND claim.application_id = submitted.id
"""

HOLDERS = """
SELECT claim.nik_hash, holder.account_id
FROM records_liveapplication claim
JOIN records_application holder ON holder.id = claim.application_id
WHERE claim.nik_hash = ANY(%s::bytea[])
"""


class Asking(NamedTuple):
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
    was_absent: bool  # once, whenever


class Accepted(NamedTuple):
    """An application that was given a place (state "live"), or waits for the draw ("in_draw")."""

    id: int
    state: str


class Over(NamedTuple):
    """An application that was refused or blocked; why is JSON."""

    id: int
    state: str
    refusal: str


def read(ids: Collection[int]) -> dict[int, Asking]:
    """Lock these applications, by id, and return those that exist."""
    rows = prepared.fetch(READ, prepared.array(ids))
    return {row[0]: Asking(*row) for row in rows}


def settle(settled: Sequence[Accepted | Over], *, now: datetime) -> None:
    """Store what became of locked applications, in the version that was read.

    Their accounts may begin another draft from here on.
    """
    over = [each for each in settled if isinstance(each, Over)]
    for state in ("live", "in_draw"):
        accepted = [each.id for each in settled if each.state == state]
        if accepted:
            prepared.run(ACCEPTED, state, now, prepared.array(accepted))
    if over:
        columns = ([each.id for each in over], [each.state for each in over])
        prepared.run(OVER, now, *columns, [each.refusal for each in over])


def holders(people: Collection[bytes]) -> dict[bytes, int | None]:
    """Return whose account holds the live application of each person; who has none is missing."""
    rows = prepared.fetch(HOLDERS, list(people))
    return {bytes(person): account_id for person, account_id in rows}
