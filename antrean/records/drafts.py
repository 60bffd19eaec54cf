"""Numbers new drafts, and keeps each account to one that is open."""

from collections.abc import Sequence

from django.db import connection

NEXT = "SELECT nextval(pg_get_serial_sequence('records_application', 'id'))"

CLAIM = """
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


def claim(account_id: int, application_id: int, *, before: Sequence[int] = ()) -> bool:
    """Make this the account's open draft, stored or about to be, if none is or one of those before.

    False where another claims the account. Until the commit nobody begins a further one.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [account_id, application_id, list(before)])
        return cursor.fetchone() is not None
