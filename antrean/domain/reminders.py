"""When people are reminded: three days and one day before, and two hours before."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)
"""Reminders of the days before come at nine in the office's wall time, never at night."""

DAYS_BEFORE = {"reminder_3_days": 3, "reminder_1_day": 1}
HOURS_BEFORE = 2


def reminders(
    *, arrives_at: datetime, given_at: datetime, timezone: str
) -> Iterator[tuple[str, datetime]]:
    """Yield (kind, instant) for every reminder that still lies ahead, soonest first.

    Source: the promise "reminders D-3, D-1, 2 h" (the life of an application, step 4).
    """
    zone = ZoneInfo(timezone)
    day = arrives_at.astimezone(zone).date()
    for kind, days in DAYS_BEFORE.items():
        due_at = datetime.combine(day - timedelta(days=days), MORNING, tzinfo=zone)
        if due_at > given_at:
            yield kind, due_at
    due_at = arrives_at - timedelta(hours=HOURS_BEFORE)
    if due_at > given_at:
        yield "reminder_2_hours", due_at
