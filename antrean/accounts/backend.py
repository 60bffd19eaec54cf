"""Who is signed in: the sign-in library's rules, and one prepared statement on every page."""

from allauth.account.auth_backends import AuthenticationBackend

from antrean.records import people
from antrean.records.models import Account


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """The library's own, but for how an account is found."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a login, None where it is gone or may not sign in."""
        account = people.account(user_id)
        return account if account and self.user_can_authenticate(account) else None
