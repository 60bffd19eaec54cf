"""Rounds of drand's chain "quicknet": which one a batch uses, and what comes out of it.

Source: drand's announcement "quicknet is live on the League of Entropy mainnet", 16-10-2023, and
the chain's constants in drand/tlock-js, src/drand/defaults.ts. The genesis time cannot be another
one: a chain is named by a digest over it, see `chain_hash`.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from antrean.domain.draw.attempt import Attempt

GENESIS = datetime.fromtimestamp(1_692_803_367, UTC)
"""When round 1 was due: 23-08-2023, 15:09:27 UTC."""
PERIOD = timedelta(seconds=3)
PUBLIC_KEY = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
"""A point of the group G2 of BLS12-381, compressed, 96 bytes."""
GENESIS_SEED = bytes.fromhex("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e")
NAME = b"quicknet"
SIGNATURE_TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
"""What keeps hashes to the curve apart from those of others: the scheme's domain separation tag."""


def chain_hash() -> bytes:
    """Return the chain's name, 32 bytes, SHA-256 over, end to end:

    the period in seconds (4 bytes, highest first), the genesis time in seconds since 1970 (8), the
    public key (96), the genesis seed (32) and "quicknet" in ASCII.
    """
    times = (PERIOD // timedelta(seconds=1)).to_bytes(4, "big")
    times += int(GENESIS.timestamp()).to_bytes(8, "big")
    return hashlib.sha256(times + PUBLIC_KEY + GENESIS_SEED + NAME).digest()


def round_of(attempt: Attempt) -> int:
    """Return the first round that is due at `attempt.asks_at` or later."""
    return -((GENESIS - attempt.asks_at) // PERIOD) + 1


def due_at(number: int) -> datetime:
    """Return the instant at which this round is due; nobody can know it much before."""
    return GENESIS + (number - 1) * PERIOD


def signed_message(number: int) -> bytes:
    """Return what the round's signature signs: SHA-256 of the number as 8 bytes, highest first."""
    return hashlib.sha256(number.to_bytes(8, "big")).digest()


def output(signature: bytes) -> bytes:
    """Return the round's chance, 32 bytes: SHA-256 of its signature (48 bytes)."""
    return hashlib.sha256(signature).digest()
