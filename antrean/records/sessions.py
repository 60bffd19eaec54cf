"""Logins in their table, as Django keeps them, read by one prepared statement on every page."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from antrean.records.rows import Rows

BY_KEY = Rows(Session, "WHERE t.session_key = %s AND t.expire_date > clock_timestamp()")


class SessionStore(db.SessionStore):
    """Django's own, but for how a login is found."""

    def _get_session_from_db(self) -> Session | None:
        found = BY_KEY.first(self.session_key)
        if found is None:
            self._session_key = None
        return found
