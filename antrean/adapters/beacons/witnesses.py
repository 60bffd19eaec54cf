"""Named witnesses: what they stated is read from a folder, and held against the rule.

The rule, and what it leaves open, stands in `domain/draw/witness.py`. However statements arrive,
they are put into the folder of their batch, `<folder>/<YYYY-MM-DD>/<any name>.json`, one a file, as
`statement.proof` writes them; and as such they are published.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from antrean.adapters.beacons.beacon import BeaconSilent, Chance, Public, introduced
from antrean.adapters.beacons.untrusted import BYTES_MAX, NotAnObject, json_object
from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.statement import (
    NotAStatement,
    Statement,
    from_proof,
    proof,
    signed_message,
)
from antrean.domain.draw.witness import (
    Keys,
    NotRevealed,
    TooFewWitnesses,
    output,
    revealed,
    roll,
)

FILES_MAX = 1000
Heard = Callable[[Attempt], Sequence[Statement]]
"""Returns what was stated of an attempt's batch, in no order; nothing in it need be true."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The beacon of those whose public keys these are; fewer than `at_least` are too few."""

    keys: Keys
    at_least: int
    heard: Heard
    name: str = "witnesses"
    description: str = "Secrets of named witnesses who committed to them before the closing."
    from_outside: bool = True

    def announce(self, attempt: Attempt, *, without: Collection[str] = ()) -> Public:
        """Return who may witness and the commitments of the roll; see `Beacon.announce`."""
        said = self.heard(attempt)
        try:
            on = roll(
                said, attempt=attempt, keys=self.keys, at_least=self.at_least, without=without
            )
        except TooFewWitnesses as problem:
            raise BeaconSilent("too few witnesses committed") from problem
        return {
            **introduced(self),
            "keys": {name: key.hex() for name, key in sorted(self.keys.items())},
            "at_least": self.at_least,
            "commitments": [proof(each) for each in on.values()],
        }

    def ask(self, attempt: Attempt, *, root: bytes, announced: Public) -> Chance:
        """Return the chance once all on the announced roll revealed; see `Beacon.ask`."""
        keys = {name: bytes.fromhex(key) for name, key in announced["keys"].items()}
        committed = [from_proof(each) for each in announced["commitments"]]
        said = self.heard(attempt)
        try:
            on = roll(committed, attempt=attempt, keys=keys, at_least=announced["at_least"])
            opened = revealed(said, attempt=attempt, root=root, roll=on, keys=keys)
            chance = output(opened, attempt=attempt, roll=on)
        except TooFewWitnesses as problem:
            raise BeaconSilent("the announced roll is not one of this attempt") from problem
        except NotRevealed as problem:
            raise BeaconSilent("not revealed", missing=problem.args) from problem
        return Chance(chance, {**announced, "reveals": [proof(opened[name]) for name in on]})


def sign(statement: Statement, *, key: bytes) -> Statement:
    """Return the statement signed by a witness whose private key these 32 bytes are."""
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(signed_message(statement))
    return replace(statement, signature=signature)


def in_folder(folder: Path) -> Heard:
    """Return what hears the statements that lie in this folder; what is none is passed over."""

    def heard(attempt: Attempt) -> Sequence[Statement]:
        files = sorted((folder / attempt.day.isoformat()).glob("*.json"))
        return list(_statements(islice(files, FILES_MAX)))

    return heard


def _statements(files: Iterable[Path]) -> Iterator[Statement]:
    for file in files:
        with contextlib.suppress(OSError, NotAnObject, NotAStatement), file.open("rb") as opened:
            yield from_proof(json_object(opened.read(BYTES_MAX + 1)))
