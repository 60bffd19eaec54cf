"""Numbers new drafts, and keeps each account to one that is open."""

from collections.abc import Sequence

from django.db import connection

NEXT = "SELECT nextval(pg_get_serial_sequence('records_application', 'id'))"

CLAIM = """
INSERT INTO records_draftclaim (account_id, application_id) VALUES (%s, %s)
ON CONFLICT DO NOTHING RETURNING account_id
"""

HAND_ON = """
INSERT INTO records_draftclaim (account_id, application_id) VALUES (%s, %s)
ON CONFLICT (account_id) DO UPDATE SET application_id = excluded.application_id
WHERE records_draftclaim.application_id = ANY(%s::bigint[])
RETURNING account_id
"""


def next_id() -> int:
    """Return the number of the next application; nobody else gets it."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT)
        return int(cursor.fetchone()[0])


def claim(account_id: int, application_id: int) -> bool:
    """Make this the account's open draft, stored or about to be; False where it has one."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [account_id, application_id])
        return cursor.fetchone() is not None


def hand_on(account_id: int, application_id: int, *, before: Sequence[int]) -> bool:
    """Make this the account's open draft in place of one of those before, which are locked.

    False where a draft claims the account that is none of them: it was begun meanwhile. Until the
    commit nobody begins another.
    """
    with connection.cursor() as cursor:
        cursor.execute(HAND_ON, [account_id, application_id, list(before)])
        return cursor.fetchone() is not None
