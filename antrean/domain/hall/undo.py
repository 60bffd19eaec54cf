"""How long a key pressed at a counter can be taken back."""

from datetime import datetime, timedelta

UNDO_SECONDS = 10
GRACE_SECONDS = 2
"""What a slow line may add: whoever presses while the screen still offers it is not refused."""


def undo_until(at: datetime) -> datetime:
    """Return until when the screen offers to undo a deed of that instant."""
    return at + timedelta(seconds=UNDO_SECONDS)


def may_undo(at: datetime, *, now: datetime) -> bool:
    """Say whether a deed of that instant may still be undone."""
    return now <= undo_until(at) + timedelta(seconds=GRACE_SECONDS)
