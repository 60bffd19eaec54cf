"""Writes letters for tests and reads them back as a mail program would."""

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import icalendar

from antrean.actions.lease_notices import Lease
from antrean.actions.settle_notice import Due
from antrean.adapters.mail_server import as_sent
from antrean.jobs.checklist import Checklists
from antrean.jobs.letters import letter
from antrean.records import clock
from antrean.records.models import Appointment, Notice


def letter_about(
    place: Appointment, kind: str, *, content: dict[str, object] | None = None
) -> EmailMessage:
    """Return the letter of that kind about a place, in the language of its application."""
    application = place.application
    notice = Notice(
        kind=kind,
        ref=application.ref,
        version=place.sequence,
        application=application,
        to_address="siti@contoh.example",
        language=application.language,
        content=content or {},
        message_id="<1@antrean.invalid>",
    )
    return read(notice, place)


def letter_of(notice: Notice) -> EmailMessage:
    """Return the letter of a notice that is not about a place."""
    return read(notice, None)


def read(notice: Notice, place: Appointment | None) -> EmailMessage:
    now = clock.now()
    written = letter(Due(Lease(0, now), notice, place), checklists=Checklists(), now=now)
    return BytesParser(EmailMessage, policy=default).parsebytes(as_sent(written))


def text_of(message: EmailMessage) -> str:
    """Return the plain text."""
    return "\n".join(message.get_body(("plain",)).get_content().splitlines())


def page_of(message: EmailMessage) -> str:
    """Return the HTML."""
    return "\n".join(message.get_body(("html",)).get_content().splitlines())


def calendar_of(message: EmailMessage) -> icalendar.Calendar:
    """Return the calendar file; there must be one."""
    files = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    return icalendar.Calendar.from_ical(files[0].get_payload(decode=True))


def pictures_of(message: EmailMessage) -> list[EmailMessage]:
    """Return the pictures that travel with the letter."""
    return [each for each in message.walk() if each.get_content_type() == "image/png"]
