"""Which notices there are, when one is no longer true, and how long we keep trying to send it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REMINDERS = ("reminder_3_days", "reminder_1_day", "reminder_2_hours")
ABOUT_A_PLACE = frozenset({"appointment_given", "appointment_moved", *REMINDERS})
"""They say "come then": untrue as soon as the place is another one, or over."""

ABOUT_AN_END = frozenset({"appointment_cancelled", "application_released", "application_withdrawn"})
RECEIPT_GIVEN = "receipt_given"
"""That somebody is in the draw; untrue once they do not wait any more, or for another draw."""

PAPERS_MISSING = "papers_missing"
"""What was missing at the counter; untrue once the visit is over."""

WITH_A_CODE = frozenset({"sign_up_code", "password_code", "sign_in_code"})
ABOUT_AN_ACCOUNT = frozenset({"account_exists", "account_unknown"})
KINDS = frozenset({PAPERS_MISSING, RECEIPT_GIVEN}).union(
    ABOUT_A_PLACE, ABOUT_AN_END, WITH_A_CODE, ABOUT_AN_ACCOUNT
)

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
SHORTEST_PAUSE = timedelta(seconds=10)
PATIENCE = timedelta(hours=48)
"""How long a due notice is tried at least: a mail server that is down for a day costs none."""

TRIES_MIN = 120
"""How often it is tried at least: about two days of pauses, for letters that became due while we
ourselves were down."""


@dataclass(frozen=True, slots=True)
class LastPlace:
    """The latest place of an application: its number, whether it ended, when its window ends."""

    sequence: int
    ended: bool
    window_ends_at: datetime


def is_stale(
    kind: str,
    *,
    version: int,
    last: LastPlace | None,
    now: datetime,
    draw: int | None = None,
) -> bool:
    """Say whether the notice would tell something untrue now.

    What says "come then", "bring this" or "wait" can become untrue: news of an end stays true.
    `draw` is the age class of the receipt that is waited with, None for who waits for no draw.
    Source: invariant I15, "never stale".
    """
    if kind == RECEIPT_GIVEN:
        return draw != version
    if kind == PAPERS_MISSING:
        return last is None or last.ended
    if kind not in ABOUT_A_PLACE:
        return False
    if last is None or last.sequence != version:
        return True
    return last.ended or now >= last.window_ends_at


def pause(*, tries: int, luck: float) -> timedelta:
    """Return how long to wait after the nth try (n >= 1): exponential, with full jitter.

    `luck` is drawn evenly from 0 to 1, so that letters that failed together come back apart.
    """
    doublings = 1 << min(tries - 1, 16)
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * doublings)
    return max(SHORTEST_PAUSE, ceiling * luck)


def gives_up(*, due_at: datetime, tries: int, now: datetime) -> bool:
    """Say whether a notice that failed again has been tried for long enough."""
    return tries >= TRIES_MIN and now - due_at >= PATIENCE
