"""Where rate limits are counted: one unlogged table, behind Django's cache interface.

Django's own database cache counts all its rows at every write and drives keys out when it is full.
A limit that was driven out is no limit, so here rows only leave after they have expired.
"""

import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

NEVER = 10 * 366 * 86_400  # seconds: what "no timeout" means here
SWEPT_AT_ONCE = 20
"""Each time a value is forgotten up to so many expired rows go too, so the table stays small."""

WRITE = """
INSERT INTO rate_limit_state (cache_key, value, expires)
VALUES (%(key)s, %(value)s, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
WHERE %(replace)s OR rate_limit_state.expires < clock_timestamp()
"""
READ = """
SELECT value FROM rate_limit_state WHERE cache_key = %(key)s AND expires >= clock_timestamp()
"""
TOUCH = """
UPDATE rate_limit_state SET expires = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE cache_key = %(key)s AND expires >= clock_timestamp()
"""
FORGET = "DELETE FROM rate_limit_state WHERE cache_key = %(key)s"
SWEEP = """
DELETE FROM rate_limit_state WHERE cache_key IN (
    SELECT cache_key FROM rate_limit_state WHERE expires < clock_timestamp()
    ORDER BY expires LIMIT %(at_once)s FOR UPDATE SKIP LOCKED
)
"""


class RateLimitState(BaseCache):
    """A cache of small JSON values that every process of the service shares.

    Time is the database's real clock: moving the service's clock forgives nobody.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: object = None, version: int | None = None) -> object:
        """Return the stored value, or `default` where there is none any more."""
        with connection.cursor() as cursor:
            cursor.execute(READ, {"key": self._named(key, version)})
            row = cursor.fetchone()
        return json.loads(row[0]) if row else default

    def add(
        self,
        key: str,
        value: object,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Store a value where none is; say whether that was so. Of many at once, one succeeds."""
        return self._write(key, value, timeout, version, replace=False)

    def set(
        self,
        key: str,
        value: object,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Store a value, whatever was there."""
        self._write(key, value, timeout, version, replace=True)

    def touch(
        self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Let a value live longer; say whether there was one."""
        return _changed(TOUCH, key=self._named(key, version), seconds=self._seconds(timeout))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; say whether there was one."""
        was_there = _changed(FORGET, key=self._named(key, version))
        _changed(SWEEP, at_once=SWEPT_AT_ONCE)  # a statement of its own: no deadlock
        return was_there

    def clear(self) -> None:
        """Forget everything: every limit begins anew."""
        _changed("DELETE FROM rate_limit_state")

    def _write(
        self, key: str, value: object, timeout: float | None, version: int | None, *, replace: bool
    ) -> bool:
        return _changed(
            WRITE,
            key=self._named(key, version),
            value=json.dumps(value),
            seconds=self._seconds(timeout),
            replace=replace,
        )

    def _named(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _seconds(self, timeout: float | None) -> float:
        timeout = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return NEVER if timeout is None else float(timeout)


def _changed(statement: str, **values: str | float) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount)
