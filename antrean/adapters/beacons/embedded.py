"""A witness within this process, for demonstration and tests: nobody outside has a part in it.

The rule is that of all witnesses, with a roll of one, so that the same checks can be shown. What it
proves is only that the chance was not changed later: whoever has the key knows it beforehand.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from antrean.adapters.beacons.beacon import Chance, Public
from antrean.adapters.beacons.witnesses import Witnesses, sign
from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.statement import Kind, Statement, from_proof
from antrean.domain.draw.witness import commitment, roll_digest

NAME = "embedded"
A_LITTLE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The beacon that is no beacon. `key`, 32 bytes: all secrets follow from it, none is kept."""

    key: bytes
    name: str = NAME
    description: str = "A witness within Antrean itself, for demonstration: nobody outside."
    from_outside: bool = False

    def announce(self, attempt: Attempt, *, without: Collection[str] = ()) -> Public:
        """Return the one commitment; see `Beacon.announce`."""
        secret = self._derived(b"secret" + attempt.in_bytes())
        digest = commitment(secret, attempt=attempt, witness=NAME)
        at = attempt.begins_at - A_LITTLE  # the latest that counts: it looks at no clock
        said = self._say(Statement(Kind.COMMITMENT, attempt.day, attempt.number, NAME, at, digest))
        return self._alone(said).announce(attempt)

    def ask(self, attempt: Attempt, *, root: bytes, announced: Public) -> Chance:
        """Return the chance that was announced; see `Beacon.ask`."""
        on = {NAME: from_proof(announced["commitments"][0])}
        secret = self._derived(b"secret" + attempt.in_bytes())
        content = root + roll_digest(on, attempt=attempt) + secret
        at = attempt.asks_at
        said = self._say(Statement(Kind.REVEAL, attempt.day, attempt.number, NAME, at, content))
        return self._alone(said).ask(attempt, root=root, announced=announced)

    def _alone(self, said: Statement) -> Witnesses:
        signer = Ed25519PrivateKey.from_private_bytes(self._derived(b"signature"))
        keys = {NAME: signer.public_key().public_bytes_raw()}
        return Witnesses(keys, 1, lambda _: [said], NAME, self.description, self.from_outside)

    def _say(self, statement: Statement) -> Statement:
        return sign(statement, key=self._derived(b"signature"))

    def _derived(self, purpose: bytes) -> bytes:
        return hmac.digest(self.key, b"antrean-embedded-v1" + purpose, "sha256")
