"""The published order of calling as its page tells it: the numbers, and an example worked out.

Nothing is said twice: the numbers are those the deeds go by, and the example is put in order by the
rule itself.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy

from antrean.domain.allocation import PRIORITY_AGE_FROM, PRIORITY_CHILD_UNDER
from antrean.domain.hall import absence, holding, standing
from antrean.domain.hall.order import RULES, Asking, Turn, Waiter, line_up
from antrean.domain.wording import clock_in_words
from antrean.web import reader

ZONE = "Asia/Jakarta"
EXAMPLE_AT = datetime(2026, 12, 1, 10, tzinfo=ZoneInfo(ZONE))
"""Any morning at ten: the example needs an hour, and no real hall."""


class Called(NamedTuple):
    """A line of the example: a number and in words why it is its turn."""

    number: str
    why: str


def numbers() -> dict[str, int]:
    """Return every number of the published rule by the name the page uses."""
    return {
        "priority_run": RULES.priority_run,
        "booked_run": RULES.booked_run,
        "open_minutes": RULES.open_minutes,
        "age_from": PRIORITY_AGE_FROM,
        "child_under": PRIORITY_CHILD_UNDER,
        "late_minutes": standing.LATE_MINUTES,
        "calls": holding.ORDINARY.calls,
        "seconds": holding.ORDINARY.seconds,
        "slow_calls": holding.SLOW.calls,
        "slow_seconds": holding.SLOW.seconds,
        "months": absence.COUNTED_DAYS * 12 // 365,
        "pause_days": absence.PAUSE_DAYS,
    }


def example() -> list[Called]:
    """Return the example's people in the order in which one counter calls them."""
    people = {each.id: (number, each) for number, each in _people().items()}
    waiters = [each for _number, each in people.values()]
    turns = line_up(waiters, now=EXAMPLE_AT, recent=[], asking=Asking(), limit=len(waiters))
    return [Called(people[turn.waiter.id][0], _in_words(turn)) for turn in turns]


def example_time() -> str:
    """Return the example's hour in words."""
    return _clock(EXAMPLE_AT)


def _people() -> Mapping[str, Waiter]:
    """Return one of each kind, listed by number so that the order comes from the rule alone."""
    return {
        "A-005": _waiter(1, "booked", "late", ago=45),
        "A-008": _waiter(2, "booked", "punctual", ago=60, minute=10),
        "A-009": _waiter(3, "booked", "punctual", ago=60, minute=20),
        "A-014": _waiter(4, "booked", "punctual", ago=30, minute=5),
        "A-015": _waiter(5, "booked", "punctual", ago=30, minute=15),
        "A-022": _waiter(6, "booked", "punctual", ago=-30, minute=5),
        "L-002": _waiter(7, "priority", "open", ago=20),
        "L-003": _waiter(8, "priority", "open", ago=12),
        "L-004": _waiter(9, "priority", "open", ago=5),
        "W-003": _waiter(10, "walk_in", "open", ago=RULES.open_minutes + 10),
    }


def _waiter(place: int, line: str, kind: str, *, ago: int, minute: int = 0) -> Waiter:
    since = EXAMPLE_AT - timedelta(minutes=ago)
    arrives_at = since + timedelta(minutes=minute)
    return Waiter(id=place, line=line, standing=kind, since=since, arrives_at=arrives_at)


WHYS = {
    "priority": gettext_lazy("Prioritas, datang %(since)s"),
    "window": gettext_lazy("Janji, rentang mulai %(since)s, menit datang %(arrives)s"),
    "late": gettext_lazy("Janji, terlambat, datang %(since)s"),
    "waited": gettext_lazy("Tanpa janji, menunggu sejak %(since)s"),
    "open": gettext_lazy("Tanpa janji, datang %(since)s"),
    "early": gettext_lazy("Janji, rentangnya baru mulai %(since)s"),
}
"""The parts of the rule that the example shows."""


def _in_words(turn: Turn) -> str:
    facts = {"since": _clock(turn.waiter.since)}
    if turn.waiter.arrives_at is not None:
        facts["arrives"] = _clock(turn.waiter.arrives_at)
    return str(WHYS[turn.why]) % facts


def _clock(at: datetime) -> str:
    return clock_in_words(at, timezone=ZONE, language=reader.language())
