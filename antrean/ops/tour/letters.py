"""Opens the letters that arrived in the demonstration's inbox, as their readers do."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from threading import Lock

from icalendar import Calendar

from antrean.domain.ticket import read_code
from antrean.ops.tour.failure import StepFailed

LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 20
CODE = re.compile(r"^ {4}(\S+)$", re.MULTILINE)
TICKET = re.compile(r": ([0-9A-Z]{4} [0-9A-Z]{4})$", re.MULTILINE)
CONFIRMATION = re.compile(r"https?://\S+/konfirmasi/\S+")
NUMBER = re.compile(r"[A-Z]-[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar file of a letter puts into a phone; the instant carries its zone."""

    uid: str
    sequence: int
    starts: datetime
    zone: str
    number: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, with what can be done with it taken out; what it lacks is empty."""

    to: str
    subject: str
    text: str
    code: str
    ticket: str
    confirm_url: str
    entry: Entry | None


Wanted = Callable[[Letter], object]


class Letterbox:
    """All letters that arrived so far; each is read once and handed out once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting: list[Letter] = []
        self.arrived = 0
        self._known: set[str] = set()
        self._lock = Lock()

    def take(self, to: str, *, wanted: Wanted, what: str) -> Letter:
        """Wait for a letter to this address and take it out. Raises `StepFailed`."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            if found := self.look(to, wanted=wanted):
                return found
            if time.monotonic() > deadline:
                subjects = [each.subject for each in self.waiting if each.to == to]
                raise StepFailed(
                    expected=f"a letter with {what} within {PATIENCE_SECONDS} s",
                    came=f"unread letters: {subjects}",
                    address=f"the mailbox of {to}",
                )
            time.sleep(LOOK_SECONDS)

    def look(self, to: str, *, wanted: Wanted) -> Letter | None:
        """Take out a letter that has arrived already, if any."""
        with self._lock:
            self._collect()
            for letter in self.waiting:
                if letter.to == to and wanted(letter):
                    self.waiting.remove(letter)
                    return letter
        return None

    def _collect(self) -> None:
        for path in sorted(self.folder.glob("*.eml")):
            if path.name not in self._known:
                self._known.add(path.name)
                self.arrived += 1
                self.waiting.append(_read(path.read_bytes()))


def _read(raw: bytes) -> Letter:
    message = BytesParser(EmailMessage, policy=default).parsebytes(raw)
    part = message.get_body(("plain",))
    text = "\n".join(str(part.get_content()).splitlines()) if part else ""
    files = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    links = CONFIRMATION.findall(text)
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=text,
        code=next(iter(CODE.findall(text)), ""),
        ticket=next((read_code(code) or "" for code in TICKET.findall(text)), ""),
        confirm_url=links[0] if links else "",
        entry=_entry(files[0].get_content()) if files else None,
    )


def _entry(text: str) -> Entry:
    calendar = Calendar.from_ical(text)
    event = calendar.walk("VEVENT")[0]
    number = NUMBER.search(str(event["SUMMARY"]))
    return Entry(
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        starts=event.decoded("DTSTART"),
        zone=str(event["DTSTART"].params["TZID"]),
        number=number.group() if number else "",
        cancelled=str(calendar["METHOD"]) == "CANCEL",
    )
