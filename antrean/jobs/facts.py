"""The facts of a letter, put into words once: when, where, which number."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from antrean.domain import ticket, wording
from antrean.domain.draw.receipt import Receipt
from antrean.domain.wishes import from_json
from antrean.records.models import Application, Appointment, Office


@dataclass(frozen=True, slots=True)
class PlaceInWords:
    """A place in the reader's language. A time never stands without its zone."""

    office: str
    address: str
    day: str
    arrival: str
    window: str
    number: str
    code: str
    applicant: str
    days_left: int  # of the office's calendar; 0 = today


def place_in_words(appointment: Appointment, *, language: str, now: datetime) -> PlaceInWords:
    """Say everything a letter tells about a place; the name is shortened, no identity number."""
    office, application = appointment.office, appointment.application
    zone = ZoneInfo(office.timezone)
    starts = appointment.window_starts_at.astimezone(zone).time()
    ends = appointment.window_ends_at.astimezone(zone).time()
    where = {"timezone": office.timezone, "language": language}
    name = application.applicant.full_name if application.applicant else ""
    return PlaceInWords(
        office=office.name,
        address=office.address or f"{office.city}, {office.province}",
        day=wording.day_in_words(appointment.day, language=language),
        arrival=wording.clock_in_words(appointment.arrives_at, **where),
        window=wording.window_in_words(starts, end=ends, **where),
        number=ticket.queue_number(appointment.queue_letter, appointment.queue_number),
        code=ticket.spaced(application.ticket_code or ""),
        applicant=wording.masked_name(name),
        days_left=(appointment.day - now.astimezone(zone).date()).days,
    )


@dataclass(frozen=True, slots=True)
class LotInWords:
    """What waits for the draw, in the reader's language; hours are those of the first office."""

    office: str
    day: str
    closes: str
    sign: tuple[str, str]  # the leaf in groups of four, on two lines
    applicant: str


def lot_in_words(receipt: Receipt, application: Application, *, language: str) -> LotInWords:
    """Say everything a letter tells about a receipt; the name is shortened."""
    office = Office.objects.get(code=from_json(application.wishes).offices[0])
    leaf = receipt.leaf.hex().upper()
    name = application.applicant.full_name if application.applicant else ""
    return LotInWords(
        office=office.name,
        day=wording.day_in_words(receipt.batch.day, language=language),
        closes=wording.clock_in_words(
            receipt.batch.closes_at, timezone=office.timezone, language=language
        ),
        sign=(wording.grouped_code(leaf[:32]), wording.grouped_code(leaf[32:])),
        applicant=wording.masked_name(name),
    )
