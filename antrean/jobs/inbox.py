"""The demonstration's inbox: every letter a file, the newest two thousand are kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.policy import default
from email.utils import parsedate_to_datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from antrean.adapters import mail_catcher
from antrean.adapters.mail_server import Address

KEPT_MAX = 2000
NAME = re.compile(r"\d{12}-[0-9a-f]{8}")


class NoSuchLetter(Exception):
    """Nothing was kept under this name."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the list shows of a letter."""

    name: str
    to: str
    subject: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class File:
    """Something attached to a letter; `content_id` is how the HTML part names a picture."""

    number: int
    filename: str
    kind: str
    content_id: str
    content: bytes

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")


@contextmanager
def running() -> Iterator[Address]:
    """Take letters in for a while; yield the address at which they are taken."""
    with mail_catcher.catching(keep) as address:
        yield address


def keep(letter: bytes) -> None:
    """Store a letter and let the oldest go. Names rise, so they sort by arrival."""
    names = _names()
    number = int(names[0].split("-")[0]) + 1 if names else 1
    path = _folder() / f"{number:012d}-{token_hex(4)}.eml"
    draft = path.with_suffix(".new")
    draft.write_bytes(letter)
    draft.replace(path)
    for name in names[KEPT_MAX - 1 :]:
        (_folder() / f"{name}.eml").unlink(missing_ok=True)


def envelopes(*, to: str = "", most: int = 100) -> list[Envelope]:
    """Return the newest letters first, those whose address contains `to`, in any case."""
    wanted = (each for each in map(envelope, _names()) if to.lower() in each.to.lower())
    return list(islice(wanted, most))


def letter(name: str) -> EmailMessage:
    """Return one letter. Raises `NoSuchLetter`, whatever is asked for."""
    path = _folder() / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.exists():
        raise NoSuchLetter
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=default).parse(file)


@lru_cache(maxsize=2 * KEPT_MAX)
def envelope(name: str) -> Envelope:
    """Return what stands on the outside of a letter that is there."""
    with (_folder() / f"{name}.eml").open("rb") as file:
        head = BytesHeaderParser(EmailMessage, policy=default).parse(file)
    at = parsedate_to_datetime(str(head["Date"]))
    language = str(head["Content-Language"] or "id")
    return Envelope(name, str(head["To"]), str(head["Subject"]), language, at)


def files(found: EmailMessage) -> list[File]:
    """Return what is attached to a letter, pictures of its HTML part included."""
    parts = [part for part in found.walk() if part.get_filename()]
    return [
        File(
            number=number,
            filename=part.get_filename() or "",
            kind=part.get_content_type(),
            content_id=str(part["Content-ID"] or "").strip("<>"),
            content=bytes(part.get_payload(decode=True)),
        )
        for number, part in enumerate(parts)
    ]


def _names() -> list[str]:
    """Return the names of all letters, the newest first."""
    return sorted((path.stem for path in _folder().glob("*.eml")), reverse=True)


def _folder() -> Path:
    folder: Path = settings.VAR / "inbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
