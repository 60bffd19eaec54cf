"""How patiently somebody is called before they count as absent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

SLOW_NEEDS = frozenset({"elderly", "pregnant", "wheelchair", "deaf", "blind", "disabled", "sick"})


@dataclass(frozen=True, slots=True)
class Patience:
    """So many calls, and so long after the first, before anybody may be marked absent."""

    calls: int
    seconds: int


ORDINARY = Patience(calls=2, seconds=60)
SLOW = Patience(calls=3, seconds=120)


def patience_for(needs: Collection[str]) -> Patience:
    """Return twice the time and one more call for whoever needs it.

    Source: the agreed design of the counter ("elderly: three calls, double time").
    """
    return SLOW if SLOW_NEEDS.intersection(needs) else ORDINARY


def may_mark_absent(
    patience: Patience, *, calls: int, first_called_at: datetime, now: datetime
) -> bool:
    """Say whether somebody was called often enough and long enough ago."""
    waited = now - first_called_at >= timedelta(seconds=patience.seconds)
    return calls >= patience.calls and waited
