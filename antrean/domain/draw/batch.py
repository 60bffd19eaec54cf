"""The batch: everything that is drawn together, named by the day on which it closes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Batch:
    """One draw of all offices that draw. Until `closes_at` applications come into it."""

    id: int
    day: date  # the day on which it closes, by the clock of `closings`: its public name
    closes_at: datetime


def closings(now: datetime, *, hour: time, timezone: str) -> tuple[tuple[date, datetime], ...]:
    """Return today's and tomorrow's closing, each as (day, instant), in the zone of that hour."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    return tuple((day, datetime.combine(day, hour, tzinfo=zone)) for day in days)


def in_bytes(day: date) -> bytes:
    """Return a batch's name where it is digested: one byte, its length, then YYYY-MM-DD in ASCII.

    The length comes first so that no other bytes around it can be read as the same.
    """
    name = day.isoformat().encode("ascii")
    return bytes([len(name)]) + name
