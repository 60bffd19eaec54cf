"""Says a place in words: when, where, which number; a time never stands without its zone."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from antrean.domain import wording
from antrean.domain.ticket import queue_number
from antrean.records.models import Appointment
from antrean.web import reader


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the reader's language; the name is shortened, and no identity number."""

    number: str
    office: str
    where: str
    day: str
    arrival: str
    window: str
    applicant: str
    ref: str


def in_words(appointment: Appointment) -> Place:
    """Say everything a ticket tells about a place."""
    office, application = appointment.office, appointment.application
    zone, language = ZoneInfo(office.timezone), reader.language()
    starts, ends = (
        at.astimezone(zone).time()
        for at in (appointment.window_starts_at, appointment.window_ends_at)
    )
    name = application.applicant.full_name if application.applicant else ""
    return Place(
        number=queue_number(appointment.queue_letter, appointment.queue_number),
        office=office.name,
        where=office.address or f"{office.city}, {office.province}",
        day=wording.day_in_words(appointment.day, language=language),
        arrival=wording.clock_in_words(
            appointment.arrives_at, timezone=office.timezone, language=language
        ),
        window=wording.window_in_words(
            starts, end=ends, timezone=office.timezone, language=language
        ),
        applicant=wording.masked_name(name),
        ref=application.ref,
    )
