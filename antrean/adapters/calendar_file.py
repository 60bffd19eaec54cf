"""Writes an appointment as a calendar file (RFC 5545) that phones and mail programs understand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

UID_DOMAIN = "antrean.invalid"
"""The right-hand side of every UID: a name reserved for never existing (RFC 2606)."""

PRODUCT = "-//Antrean//Janji temu//ID"
REMIND_BEFORE = timedelta(hours=2)
FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2038, 1, 1)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One appointment in ready words. Instants are aware; `timezone` is the office's.

    `ref` stays the same for life and `sequence` rises with every move, so that a new file takes
    the place of the old entry. `point` is (latitude, longitude) of the office, or None.
    """

    ref: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    timezone: str
    written_at: datetime
    summary: str
    location: str
    description: str = ""
    url: str = ""
    point: tuple[float, float] | None = None


def calendar_file(entry: CalendarEntry, *, cancelled: bool = False) -> bytes:
    """Return the file: UTF-8, METHOD PUBLISH, or CANCEL where the appointment was given back.

    The zone travels inside (VTIMEZONE), times are the office's wall time.
    """
    zone = ZoneInfo(entry.timezone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_zone(zone))
    calendar.add_component(_event(entry, zone=zone, cancelled=cancelled))
    text: bytes = calendar.to_ical()
    return text


@cache
def _zone(zone: ZoneInfo) -> Timezone:
    """Describe the zone, once; Indonesia has not moved its clocks since 1988."""
    described = Timezone.from_tzinfo(zone, first_date=FIRST_DATE, last_date=LAST_DATE)
    described.pop("comment", None)  # the library's remark on the years it looked at
    return described


def _event(entry: CalendarEntry, *, zone: ZoneInfo, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{entry.ref}@{UID_DOMAIN}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.written_at)
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if entry.description:
        event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    if entry.point:
        event.add("geo", entry.point)
    if not cancelled:
        event.add_component(_reminder(entry.summary))
    return event


def _reminder(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
