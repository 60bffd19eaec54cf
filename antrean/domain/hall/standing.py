"""Where somebody stands in the line: punctual, late, at the end, or come without an appointment.

It is decided once, when a person arrives or comes back, and stored; it never depends on who works
at the counter. Source: the published order of calling, docs/order-of-calling.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

STANDINGS = ("punctual", "late", "end", "open")
LINES = ("booked", "priority", "walk_in", "collection")

LATE_MINUTES = 30
"""So long after the window (or after a call that was missed) one still stands in the line."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`kind` is one of STANDINGS; `since` is the instant by which people of one kind are ordered.

    Punctual: the window's start. Late, at the end and open: the moment they came.
    """

    kind: str
    since: datetime


def on_arrival(
    *, at: datetime, window_starts_at: datetime | None, window_ends_at: datetime | None
) -> Standing:
    """Return the standing of somebody who arrives at `at`; without a window they are `open`.

    Whoever comes inside or before the window is punctual, however early: coming early gains
    nothing. Up to LATE_MINUTES after it they stand behind all whose window had begun when they
    came; later at the end.
    """
    if window_starts_at is None or window_ends_at is None:
        return Standing("open", at)
    if at < window_ends_at:
        return Standing("punctual", window_starts_at)
    if at <= window_ends_at + timedelta(minutes=LATE_MINUTES):
        return Standing("late", at)
    return Standing("end", at)


def on_return(
    *,
    at: datetime,
    missed_at: datetime,
    times_missed: int,
    window_starts_at: datetime | None = None,
    window_ends_at: datetime | None = None,
) -> Standing:
    """Return the standing of somebody who did not come when called at `missed_at` and is back.

    The first time, within LATE_MINUTES, as somebody late; afterwards at the end. Whoever was called
    before their window had begun owed nothing yet: they stand as if they arrived now.
    """
    if window_starts_at is not None and missed_at < window_starts_at:
        return on_arrival(at=at, window_starts_at=window_starts_at, window_ends_at=window_ends_at)
    if times_missed == 1 and at <= missed_at + timedelta(minutes=LATE_MINUTES):
        return Standing("late", at)
    return Standing("end", at)
