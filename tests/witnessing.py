"""Three made-up witnesses of the draw, and what they say when all goes well."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.statement import Kind, Statement, signed_message
from antrean.domain.draw.witness import commitment, roll, roll_digest

DAY = date(2026, 11, 25)
CLOSES_AT = datetime(2026, 11, 25, 11, tzinfo=UTC)
ATTEMPT = Attempt(DAY, CLOSES_AT)
ROOT, OTHER_ROOT = b"\x11" * 32, b"\x22" * 32
NAMES = ("kampus-batam", "koran-pulau", "ombudsman")
AT_LEAST = 2


def private_key(name):
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


KEYS = {name: private_key(name).public_key().public_bytes_raw() for name in NAMES}


def secret_of(name, attempt=ATTEMPT):
    return hashlib.sha256(f"{name} {attempt.day} {attempt.number}".encode()).digest()


def say(kind, name, content, *, at, attempt=ATTEMPT, key=None):
    said = Statement(kind, attempt.day, attempt.number, name, at, content)
    signature = (key or private_key(name)).sign(signed_message(said))
    return replace(said, signature=signature)


def commit(name, *, attempt=ATTEMPT, secret=None, at=None, key=None):
    digest = commitment(secret or secret_of(name, attempt), attempt=attempt, witness=name)
    at = at or attempt.begins_at - timedelta(minutes=20)
    return say(Kind.COMMITMENT, name, digest, at=at, attempt=attempt, key=key)


def reveal(name, *, on, root=ROOT, attempt=ATTEMPT, secret=None, at=None, key=None):
    content = root + roll_digest(on, attempt=attempt) + (secret or secret_of(name, attempt))
    at = at or attempt.begins_at + timedelta(minutes=12)
    return say(Kind.REVEAL, name, content, at=at, attempt=attempt, key=key)


def see(name, *, root=ROOT, at, attempt=ATTEMPT):
    return say(Kind.SIGHTING, name, root, at=at, attempt=attempt)


def commitments(attempt=ATTEMPT, names=NAMES):
    return [commit(name, attempt=attempt) for name in names]


def roll_of(said, attempt=ATTEMPT, **more):
    return roll(said, attempt=attempt, keys=KEYS, at_least=AT_LEAST, **more)


def reveals(on, attempt=ATTEMPT):
    return [reveal(name, on=on, attempt=attempt) for name in on]
