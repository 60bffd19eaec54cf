"""The beacon: what every source of chance has to be able to do for a batch."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from antrean.domain.draw.attempt import Attempt

Public = Mapping[str, Any]
"""What is published for everybody, ready for JSON: bytes are hexadecimal digits."""


class BeaconSilent(Exception):
    """There is no chance to be had in this attempt; `missing` names who is to blame, if anybody."""

    def __init__(self, why: str, *, missing: Collection[str] = ()) -> None:
        super().__init__(why)
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class Chance:
    """What a batch is drawn with, and what proves that it is the one."""

    output: bytes  # 32 bytes, for `numbers.seed`
    evidence: Public


class Beacon(Protocol):
    """One source of chance. Asking it again gives the same chance or none, never another one."""

    @property
    def name(self) -> str:
        """Return the word by which it is set and published."""

    @property
    def description(self) -> str:
        """Return a sentence of plain English for the published files."""

    @property
    def from_outside(self) -> bool:
        """Say whether anybody outside has a part in it. The result page must tell if nobody has."""

    def announce(self, attempt: Attempt, *, without: Collection[str] = ()) -> Public:
        """Return what fixes the chance of an attempt, to be published before it begins.

        `without` names who was missing in the attempts before. Raises `BeaconSilent`.
        """

    def ask(self, attempt: Attempt, *, root: bytes, announced: Public) -> Chance:
        """Return the chance of an attempt, from its `asks_at` on and after `root` was published.

        `announced` is what `announce` returned and was published. Raises `BeaconSilent`: then ask
        again, until `ends_at`. It may take some seconds.
        """


def introduced(beacon: Beacon) -> dict[str, Any]:
    """Return what is published of every beacon: its name, its sentence, and if others are in it."""
    return {
        "beacon": beacon.name,
        "description": beacon.description,
        "from_outside": beacon.from_outside,
    }
