"""When people are reminded: three days and one day before, and two hours before.

Source: the promise "reminders D-3, D-1, 2 h" (the life of an application, step 4).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)
"""Reminders of the days before come at nine in the office's wall time, never at night."""

DAYS_BEFORE = {"reminder_3_days": 3, "reminder_1_day": 1}
HOURS_BEFORE = 2


def reminders(
    *, arrives_at: datetime, given_at: datetime, timezone: str
) -> Iterator[tuple[str, datetime]]:
    """Yield (kind, instant) for every reminder that lay ahead when the place was given.

    The soonest comes first. Nobody is reminded of what the notice of the place itself just said.
    """
    day = arrives_at.astimezone(ZoneInfo(timezone)).date()
    moments = mornings(day, timezone=timezone)
    moments["reminder_2_hours"] = arrives_at - timedelta(hours=HOURS_BEFORE)
    for kind, due_at in moments.items():
        if due_at > given_at:
            yield kind, due_at


def question_days(*, arrives_at: datetime, given_at: datetime, timezone: str) -> list[int]:
    """Return how many days before somebody is asked whether they still come, the last first.

    Whoever got the place after such a morning is not asked for it.
    """
    coming = reminders(arrives_at=arrives_at, given_at=given_at, timezone=timezone)
    return sorted(DAYS_BEFORE[kind] for kind, _due_at in coming if kind in DAYS_BEFORE)


def mornings(day: date, *, timezone: str) -> dict[str, datetime]:
    """Return by kind the instants at which everybody who comes on that day is reminded."""
    return {
        kind: datetime.combine(day - timedelta(days=before), MORNING, tzinfo=ZoneInfo(timezone))
        for kind, before in DAYS_BEFORE.items()
    }


def next_look(day: date, *, timezone: str, after: datetime) -> datetime | None:
    """Return when the reminders of that day need a look again; None once the day has begun.

    From its midnight on nobody is given a place on it any more, so that its arrivals say the rest.
    """
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(timezone))
    moments = (*mornings(day, timezone=timezone).values(), midnight)
    return min((moment for moment in moments if moment > after), default=None)
