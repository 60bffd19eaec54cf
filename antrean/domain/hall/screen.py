"""What a hall screen shows: the numbers called last, the newest first, each number once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CURRENT_MOST = 3
RECENT_MOST = 5
FRESH_SECONDS = 45
"""So long a call stays among the current ones when newer ones come."""

QUIET_SECONDS = 300
"""So long the last call stays current when no newer one comes; then the hall is quiet."""

USUAL_LENGTH = len("A-012")


@dataclass(frozen=True, slots=True)
class Shown:
    """One call on a screen: public facts only."""

    number: str
    counter: int
    arrow: str
    stage: str
    at: datetime

    @property
    def is_long(self) -> bool:
        """Say whether the number is too long for the usual size of letters."""
        return len(self.number) > USUAL_LENGTH


def fold(events: Iterable[tuple[str, Mapping[str, object]]]) -> list[Shown]:
    """Return the calls that stand after these events, oldest event first; the newest call first.

    A number that is called again moves to the front; one that is withdrawn is gone.
    """
    shown: list[Shown] = []
    for kind, body in events:
        if kind not in ("call", "recall", "withdrawn"):
            continue
        shown = [each for each in shown if each.number != body["number"]]
        if kind != "withdrawn":
            shown.insert(0, _shown(body))
    return shown[: CURRENT_MOST + RECENT_MOST]


def split(shown: Sequence[Shown], *, now: datetime) -> tuple[list[Shown], list[Shown]]:
    """Return the current calls, at most three, and the last five before them.

    The newest call is current until the hall is quiet, others while they are fresh.
    """
    ages = [now - each.at for each in shown[:CURRENT_MOST]]
    fresh = sum(age <= timedelta(seconds=FRESH_SECONDS) for age in ages)
    newest = sum(age <= timedelta(seconds=QUIET_SECONDS) for age in ages[:1])
    current = max(newest, fresh)
    return list(shown[:current]), list(shown[current : current + RECENT_MOST])


def _shown(body: Mapping[str, object]) -> Shown:
    return Shown(
        number=str(body["number"]),
        counter=int(str(body["counter"])),
        arrow=str(body["arrow"]),
        stage=str(body["stage"]),
        at=datetime.fromisoformat(str(body["at"])),
    )
