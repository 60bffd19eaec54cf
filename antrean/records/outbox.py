"""The outbox: what is to be told, written with the deed; and how the worker takes it out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection

from antrean.records import prepared

MAIL_DOMAIN = "antrean.invalid"
"""The right-hand side of our Message-IDs: a name reserved for never existing (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to be written. `version` is the appointment's sequence, or a counter."""

    ref: str
    kind: str
    version: int
    to_address: str
    language: str
    application_id: int | None = None
    account_id: int | None = None
    content: Mapping[str, object] = field(default_factory=dict)
    secret: bytes | None = None
    due_at: datetime | None = None  # None = now


WRITE = """
INSERT INTO records_notice (ref, kind, version, application_id, account_id, to_address, language,
    content, secret, message_id, due_at, state, created_at, tries, last_error)
SELECT ref, kind, version, application_id, account_id, to_address, language,
    content::jsonb, decode(secret, 'hex'), message_id, due_at, 'pending', %s, 0, ''
FROM unnest(%s::text[], %s::text[], %s::int[], %s::bigint[], %s::bigint[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::text[], %s::timestamptz[])
    AS letter(ref, kind, version, application_id, account_id, to_address, language,
        content, secret, message_id, due_at)
"""


def write(letters: Sequence[Letter], *, at: datetime) -> None:
    """Store the letters in the deed's transaction; those without an address are left out.

    Raises `IntegrityError`, within `prepared.together` at its end, where a (ref, kind, version) was
    written before: a deed that speaks twice is a mistake of ours.
    """
    sent = [letter for letter in letters if letter.to_address]
    if not sent:
        return
    prepared.run(
        WRITE,
        at,
        prepared.texts(letter.ref for letter in sent),
        prepared.texts(letter.kind for letter in sent),
        prepared.array(letter.version for letter in sent),
        prepared.array(letter.application_id or "NULL" for letter in sent),
        prepared.array(letter.account_id or "NULL" for letter in sent),
        prepared.texts(letter.to_address for letter in sent),
        prepared.texts(letter.language for letter in sent),
        prepared.texts(json.dumps(letter.content) if letter.content else "{}" for letter in sent),
        prepared.texts(letter.secret.hex() if letter.secret else None for letter in sent),
        prepared.texts(f"<{uuid4().hex}@{MAIL_DOMAIN}>" for _ in sent),
        prepared.array((letter.due_at or at).isoformat() for letter in sent),
    )


LEASE = """
UPDATE records_notice SET leased_until_at = %(until)s, tries = tries + 1
WHERE id IN (
    SELECT id FROM records_notice
    WHERE state = 'pending' AND due_at <= %(now)s
      AND (leased_until_at IS NULL OR leased_until_at <= %(now)s)
    ORDER BY secret IS NULL, due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
RETURNING secret IS NULL, due_at, id
"""


def lease(*, now: datetime, limit: int, hold: timedelta) -> list[int]:
    """Claim up to `limit` due notices for `hold`; nobody else gets them until it has passed.

    Codes come first, since somebody waits for them in front of a page; then what is due longest.
    """
    with connection.cursor() as cursor:
        cursor.execute(LEASE, {"now": now, "until": now + hold, "limit": limit})
        return [row[-1] for row in sorted(cursor.fetchall())]
