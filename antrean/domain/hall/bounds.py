"""How long anybody waits at most: one published bound for every class of people.

A wait is counted in minutes from the moment somebody is here, their own arrival minute has come
and the counters work, until they are called. It is not a promise of the ordinary day (half of all
people are called at once) but of the worst one; what breaks it is counted and shown.

* priority, 30: at most `priority_run` people of their own class go before, then one other, and of
  six counters one gets free every two minutes.
* punctual, 60: nobody who comes later than one's own window goes before, and a band that brings
  more people than it can serve is bounded by `overbooking`. What is left is two bands of bad luck.
* late, 90: as the punctual, and up to one band goes before.
* open (without an appointment, or far too late), 180: they get what the others leave. After
  `open_minutes` every fifth call is theirs, so that as many people wait as were let in
  (`room.walk_in_room`), never an unbounded line.
"""

from collections.abc import Mapping
from types import MappingProxyType

from antrean.domain.hall.order import Waiter

CLASSES = ("priority", "punctual", "late", "open")
BOUNDS: Mapping[str, int] = MappingProxyType(
    {"priority": 30, "punctual": 60, "late": 90, "open": 180}
)
"""Minutes by class. Source: docs/estimate.md, where the longest waits of made-up years stand."""


def class_of(waiter: Waiter) -> str:
    """Return whose bound holds for somebody: priority, punctual, late or open."""
    if waiter.line == "priority":
        return "priority"
    return waiter.standing if waiter.standing in CLASSES else "open"
