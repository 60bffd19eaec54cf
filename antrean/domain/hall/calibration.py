"""How wide a range must be so that eight of ten calls fall inside, learned from what came true.

A range is a middle plus margins. Every night each margin moves a small step for every range that
was told: wider after a miss, narrower after a hit, in the proportion 8 to 2. Whatever the hall is
like, the misses then come to two in ten in the long run, since the steps must cancel out; nothing
about services or arrivals is assumed. Source: quantile tracking, the plainest form of online
conformal prediction (Gibbs and Candès 2021; Angelopoulos, Candès and Tibshirani 2023).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from types import MappingProxyType

OUTSIDE = 0.2
"""Two of ten calls may fall outside of the range that was told."""

BELOW = 0.1
"""Half of them may come sooner than the range says."""

STEP, EAGER = 0.02, 10
"""A margin moves by so large a part of the range for one observation; the first ones move more."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What is added to the middle of an estimate, in units, for its three numbers."""

    low: float
    likely: float
    high: float
    learned_from: int = 0

    @property
    def step(self) -> float:
        """Return how far one observation moves a margin: far at first, then a little for ever."""
        return max(STEP, 1 / (self.learned_from + EAGER)) * max(1.0, self.high - self.low)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whole minutes until called: eight of ten are called between `low` and `high`.

    `band` names whom it was learned from. It is empty where nothing had to be learned: a counter
    is free, or is sure to be free the moment the counters begin.
    """

    low: int
    likely: int
    high: int
    band: str = ""

    @property
    def is_certain(self) -> bool:
        """Say whether no one's service had to be guessed."""
        return not self.band

    def holds(self, minutes: float) -> bool:
        """Say whether a call after so many minutes lies inside."""
        return self.low <= minutes <= self.high


@dataclass(frozen=True, slots=True)
class Seen:
    """A forecast that was told, and after how many minutes the call really came."""

    forecast: Forecast
    minutes: float


GENERAL = Margins(-1.5, -0.5, 1.0)
"""For a band that nothing was learned about yet."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The margins of every band; a band that is missing has the general ones."""

    bands: Mapping[str, Margins] = field(default_factory=lambda: MappingProxyType({}))

    def margins(self, band: str) -> Margins:
        """Return the margins of a band."""
        return self.bands.get(band, GENERAL)

    def as_json(self) -> dict[str, list[float]]:
        """Return what can be stored as JSON."""
        return {
            band: [round(each, 4) for each in (margins.low, margins.likely, margins.high)]
            for band, margins in sorted(self.bands.items())
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Sequence[float]]) -> "Calibration":
        """Return what `as_json` had stored; nothing stored gives the default."""
        if not stored:
            return DEFAULT
        return cls({band: Margins(*numbers) for band, numbers in stored.items()})


DEFAULT = Calibration({})


def recalibrated(calibration: Calibration, seen: Iterable[Seen]) -> Calibration:
    """Return the margins for tomorrow, given what was told today and what came true.

    Forecasts that were certain teach nothing. The order of `seen` does not matter.
    """
    told: dict[str, list[Seen]] = {}
    for each in seen:
        if not each.forecast.is_certain:
            told.setdefault(each.forecast.band, []).append(each)
    learned = {band: _moved(calibration.margins(band), day) for band, day in told.items()}
    return Calibration({**calibration.bands, **learned})


def coverage(seen: Iterable[Seen]) -> float:
    """Return the share of ranges that held; certain forecasts are left out. 1 where none was told."""
    held = [each.forecast.holds(each.minutes) for each in seen if not each.forecast.is_certain]
    return sum(held) / len(held) if held else 1.0


def mean_absolute_error(seen: Iterable[Seen]) -> float:
    """Return by how many minutes the likely one was wrong on average, certain ones left out."""
    wrong = [
        abs(each.minutes - each.forecast.likely) for each in seen if not each.forecast.is_certain
    ]
    return sum(wrong) / len(wrong) if wrong else 0.0


def _moved(margins: Margins, day: Sequence[Seen]) -> Margins:
    """Move the three margins; the likely one stays between the others."""
    low, likely, high, learned_from = astuple(margins)
    for each in day:
        step = Margins(low, likely, high, learned_from).step
        low += step * (BELOW - (each.minutes < each.forecast.low))
        likely += step * ((each.minutes > each.forecast.likely) - 0.5)
        high += step * ((not each.forecast.holds(each.minutes)) - OUTSIDE)
        learned_from += 1
    return Margins(min(low, likely), likely, max(high, likely), learned_from)
