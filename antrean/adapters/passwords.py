"""Password hashing with OWASP's Argon2 figures, a bounded number at a time."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

HASHING_AT_ONCE_MAX = 4
"""Four times 19 MiB: a storm of logins waits its turn instead of filling the memory."""

_turn = BoundedSemaphore(HASHING_AT_ONCE_MAX)


class BoundedArgon2(Argon2PasswordHasher):
    """Argon2id with m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet)."""

    algorithm = "argon2"
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password when a turn is free."""
        with _turn:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password when a turn is free."""
        with _turn:
            return super().verify(password, encoded)
