"""What one office's screens show right now."""

from dataclasses import dataclass
from datetime import datetime

from antrean.domain.hall.calibration import Forecast
from antrean.domain.hall.screen import Shown, fold
from antrean.records.hall.day import hall_day
from antrean.records.hall.events import latest
from antrean.records.hall.ranges import ranges
from antrean.records.models import HallDay, HallEvent, Office

LOOKED_AT = 60
"""So many of today's last events tell everything a screen shows."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Public facts of a hall; `version` is the key of the last event, `ranges` go by class."""

    day: HallDay
    shown: list[Shown]
    ranges: dict[str, Forecast]
    version: int


def screen(office: Office, *, now: datetime) -> Screen:
    """Read what the screens of an office show.

    The key is read first: what is told in between comes to a screen once more, never not at all.
    """
    version, day = latest(office), hall_day(office, now=now)
    newest = HallEvent.objects.filter(office=office, day=day.day).order_by("-pk")[:LOOKED_AT]
    events = list(reversed(newest))
    return Screen(
        day=day,
        shown=fold((each.kind, each.body) for each in events),
        ranges={} if day.state == "closed" else ranges(office, now=now),
        version=version,
    )
