"""How wide a range must be so that eight of ten calls fall inside, learned from what came true.

A range is a middle plus margins. Every night each margin moves a small step for every range that
was told: wider after a miss, narrower after a hit, in the proportion 8 to 2. In the long run the
steps must cancel out, so the misses come to two in ten whatever the hall is like; nothing about
services or arrivals is assumed. Source: quantile tracking, the plainest online conformal method
(Gibbs and Candès 2021; Angelopoulos, Candès and Tibshirani 2023).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from types import MappingProxyType

OUTSIDE = 0.2
"""Two of ten calls may fall outside of the range that was told."""

BELOW = 0.1
"""Half of them may come sooner than the range says."""

STEP, EAGER = 0.01, 10
"""One observation moves a margin by this part of the range, one of the first by up to a tenth."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whole minutes until called: eight of ten are called between `low` and `high`.

    `band` names those it was learned from. It is empty where nothing had to be learned: a counter
    is free, or will be the moment the counters begin.
    """

    low: int
    likely: int
    high: int
    band: str = ""

    @property
    def is_certain(self) -> bool:
        """Say whether nobody's service had to be guessed."""
        return not self.band

    def holds(self, minutes: float) -> bool:
        """Say whether a call after so many minutes lies inside."""
        return self.low <= minutes <= self.high


@dataclass(frozen=True, slots=True)
class Seen:
    """A forecast that was told, and after how many minutes the call really came."""

    forecast: Forecast
    minutes: float


@dataclass(frozen=True, slots=True)
class Margins:
    """What is added to the middle of an estimate, in units (`estimate.forecast` says of what)."""

    low: float
    likely: float
    high: float
    learned_from: int = 0

    @property
    def step(self) -> float:
        """Return how far one observation moves a margin: far at first, then a little for ever."""
        return max(STEP, 1 / (self.learned_from + EAGER)) * max(1.0, self.high - self.low)


GENERAL = Margins(-1.5, -0.4, 1.5)
"""For a band of which nothing was learned yet."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The margins of every band; a band that is missing has the general ones."""

    bands: Mapping[str, Margins] = field(default_factory=lambda: MappingProxyType({}))

    def margins(self, band: str) -> Margins:
        """Return the margins of a band."""
        return self.bands.get(band, GENERAL)

    def as_json(self) -> dict[str, list[float]]:
        """Return what can be stored as JSON: low, likely, high and how many it was learned from."""
        return {
            band: [round(each, 4) for each in astuple(margins)]
            for band, margins in sorted(self.bands.items())
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Sequence[float]]) -> "Calibration":
        """Return what `as_json` gave; where nothing is stored yet, the default."""
        if not stored:
            return DEFAULT
        return cls(
            {
                band: Margins(low, likely, high, int(learned_from))
                for band, (low, likely, high, learned_from) in stored.items()
            }
        )


_MADE_UP_YEARS = {
    "booked 1": (-0.5, -0.3, 0.8),
    "booked 2": (-1.0, -0.5, 1.0),
    "booked 3": (-1.4, -0.6, 1.2),
    "booked 4-6": (-1.6, -0.4, 1.5),
    "booked 7+": (-1.6, 0.2, 2.2),
    "booked line": (-1.1, 0.1, 1.6),
    "early 1": (-0.5, -0.2, 0.8),
    "early 2": (-1.1, -0.6, 1.2),
    "early 3": (-1.5, -0.6, 1.5),
    "early 4-6": (-1.7, -0.3, 1.7),
    "early 7+": (-1.6, 0.2, 2.1),
    "early line": (-1.0, 0.2, 1.7),
    "open 1": (-1.0, -0.2, 1.0),
    "open 2": (-1.1, -0.6, 1.6),
    "open 3": (-1.4, -0.8, 2.0),
    "open 4-6": (-1.8, -0.6, 3.6),
    "open 7+": (-2.1, 0.6, 6.3),
    "open line": (-1.3, 1.9, 4.8),
    "priority 1": (-0.5, -0.3, 0.6),
    "priority 2": (-1.1, -0.5, 0.8),
    "closed": (-0.7, 0.2, 3.1),
}
DEFAULT = Calibration({band: Margins(*each, 20) for band, each in _MADE_UP_YEARS.items()})
"""Where an office begins: learned over 3,000 made-up days, as if from twenty ranges of its own."""


def recalibrated(calibration: Calibration, seen: Iterable[Seen]) -> Calibration:
    """Return the margins for tomorrow from what was told today and what came true.

    Forecasts that were certain teach nothing.
    """
    told: dict[str, list[Seen]] = {}
    for each in seen:
        if not each.forecast.is_certain:
            told.setdefault(each.forecast.band, []).append(each)
    learned = {band: _moved(calibration.margins(band), day) for band, day in told.items()}
    return Calibration({**calibration.bands, **learned})


def coverage(seen: Iterable[Seen]) -> float:
    """Return the share of ranges that held, certain ones left out; 1 where none was told."""
    held = [each.forecast.holds(each.minutes) for each in seen if not each.forecast.is_certain]
    return sum(held) / len(held) if held else 1.0


def mean_absolute_error(seen: Iterable[Seen]) -> float:
    """Return by how many minutes the likely one was wrong on average, certain ones left out."""
    wrong = [
        abs(each.minutes - each.forecast.likely) for each in seen if not each.forecast.is_certain
    ]
    return sum(wrong) / len(wrong) if wrong else 0.0


def _moved(margins: Margins, day: Sequence[Seen]) -> Margins:
    """Move the three margins; the likely one stays between the others.

    The low one follows the calls that came too soon, the high one all that fell outside: where
    nobody can be called sooner than told, all misses are allowed on the other side.
    """
    for each in day:
        told, step = each.forecast, margins.step
        later, sooner = each.minutes > told.likely + 0.5, each.minutes < told.likely - 0.5
        likely = margins.likely + step * (later - sooner) / 2
        low = margins.low + step * (BELOW - (each.minutes < told.low))
        high = margins.high + step * ((not told.holds(each.minutes)) - OUTSIDE)
        margins = Margins(min(low, likely), likely, max(high, likely), margins.learned_from + 1)
    return margins
