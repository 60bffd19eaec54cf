"""drand: a round of the public beacon "quicknet", by whatever relay; we check its signature.

A relay can only be silent. It cannot give another round, and neither can we: which one it is
follows from the closing, and a round that once exists can be had for ever, by everybody.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from antrean.adapters.beacons import bls
from antrean.adapters.beacons.beacon import BeaconSilent, Chance, Public, introduced
from antrean.adapters.beacons.relay import RelayTrouble, fetch
from antrean.domain.draw import quicknet
from antrean.domain.draw.attempt import Attempt

SIGNATURE = re.compile(r"[0-9a-f]{96}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Drand:
    """The public beacon, asked at `relays` in this order: addresses without a slash at the end."""

    relays: Sequence[str]
    name: str = "drand"
    description: str = "A round of drand's public beacon quicknet, run by many organisations."
    from_outside: bool = True

    def announce(self, attempt: Attempt, *, without: Collection[str] = ()) -> Public:
        """Return the chain, the number of the round and when it is due; see `Beacon.announce`."""
        number = quicknet.round_of(attempt)
        return {
            **introduced(self),
            "chain": quicknet.chain_hash().hex(),
            "round": number,
            "due_at": quicknet.due_at(number).isoformat(),
        }

    def ask(self, attempt: Attempt, *, root: bytes, announced: Public) -> Chance:
        """Return the round's chance from the first relay that has it; see `Beacon.ask`.

        The round follows from the attempt alone, whatever was announced.
        """
        number = quicknet.round_of(attempt)
        path = f"{quicknet.chain_hash().hex()}/public/{number}"
        troubles = []
        for relay in self.relays:
            try:
                signature = _signature(fetch(f"{relay}/{path}"))
            except RelayTrouble as trouble:
                troubles.append(f"{relay}: {trouble}")
                continue
            if is_genuine(signature, number=number):
                evidence = {**self.announce(attempt), "signature": signature.hex()}
                return Chance(quicknet.output(signature), evidence)
            troubles.append(f"{relay}: not the signature of round {number}")
        raise BeaconSilent("; ".join(troubles) or "no relay is set")


def is_genuine(signature: bytes, *, number: int) -> bool:
    """Say whether this is the signature of the round, 48 bytes; never raises."""
    return bls.is_signed(
        signature,
        message=quicknet.signed_message(number),
        key=quicknet.PUBLIC_KEY,
        tag=quicknet.SIGNATURE_TAG,
    )


def _signature(answer: dict[str, Any]) -> bytes:
    """Return the one thing of an answer that is needed; nothing else in it is looked at."""
    digits = answer.get("signature")
    if not isinstance(digits, str) or not SIGNATURE.fullmatch(digits):
        raise RelayTrouble("no signature in the answer")
    return bytes.fromhex(digits)
