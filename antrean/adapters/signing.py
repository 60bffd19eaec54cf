"""The signed pass of the confirm page, written by the site and read by the live door.

Beside it the slip of whoever waits at that door, and the token of a reconfirmation link: written
into a reminder, read by the site.
"""

import base64
import binascii
import hashlib
import hmac
import re
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core import signing

PASS = re.compile(r"[\w-]{1,200}\.[\w-]{43}", re.ASCII)  # nothing that a page would have to escape
SLIP_LENGTH_MAX = 64
CONFIRMATION_SALT = "reconfirmation"


class PassForged(Exception):
    """The pass was not written by the site, or not for this login."""


class SlipForged(Exception):
    """The slip was not written by us, or for another application."""


class ConfirmationForged(Exception):
    """The token was not written by us."""


class Pass(NamedTuple):
    """Leave to submit one version of one application."""

    application_id: int
    version: int
    key: UUID
    expires_at: int  # seconds since 1970, by the one clock
    language: str  # of the reader, so that the door can answer without asking anyone

    def is_expired(self, *, now: datetime) -> bool:
        """Say whether the pass is past its time: then the confirm page must be opened again."""
        return self.expires_at < now.timestamp()


def write_pass(leave: Pass, *, login: str) -> str:
    """Return the pass as text; `login` is the value of the login cookie it is bound to."""
    body = "|".join(
        (
            str(leave.application_id),
            str(leave.version),
            leave.key.hex,
            str(leave.expires_at),
            leave.language,
        )
    ).encode()
    return f"{_text(body)}.{_text(_seal(body, login=login))}"


def read_pass(text: str, *, login: str) -> Pass:
    """Return the pass, which may be expired. Raises `PassForged`, whatever comes in."""
    if not login or not PASS.fullmatch(text):
        raise PassForged
    try:
        body, seal = map(_bytes, text.split("."))
    except (ValueError, binascii.Error) as problem:
        raise PassForged from problem
    if not hmac.compare_digest(seal, _seal(body, login=login)):
        raise PassForged
    application_id, version, key, expires_at, language = body.decode().split("|")
    return Pass(int(application_id), int(version), UUID(key), int(expires_at), language)


def write_slip(since: int, *, key: UUID) -> str:
    """Return the slip that says since when an application waits, in milliseconds since 1970.

    It is bound to the application's `key`: it cannot be moved to another one, or made older.
    """
    seal = hmac.digest(settings.PASS_KEY.encode(), f"slip|{since}|{key.hex}".encode(), "sha256")
    return f"{since}.{_text(seal)}"


def read_slip(text: str, *, key: UUID) -> int:
    """Return since when the application waits. Raises `SlipForged`, whatever comes in."""
    since = text.partition(".")[0]
    if len(text) > SLIP_LENGTH_MAX or not text.isascii() or not since.isdigit():
        raise SlipForged
    if not hmac.compare_digest(text, write_slip(int(since), key=key)):
        raise SlipForged
    return int(since)


def _seal(body: bytes, *, login: str) -> bytes:
    bound = body + b"|" + hashlib.sha256(login.encode()).digest()
    return hmac.digest(settings.PASS_KEY.encode(), bound, hashlib.sha256)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def write_confirmation(appointment_id: int, *, days_before: int) -> str:
    """Return the token of the link in a reminder: it can say "I will come", and nothing else."""
    return signing.dumps([appointment_id, days_before], salt=CONFIRMATION_SALT)


def read_confirmation(token: str) -> tuple[int, int]:
    """Return the appointment's id and the days before. Raises `ConfirmationForged`."""
    try:
        appointment_id, days_before = signing.loads(token, salt=CONFIRMATION_SALT)
    except (signing.BadSignature, TypeError, ValueError) as problem:
        raise ConfirmationForged from problem
    return int(appointment_id), int(days_before)
