"""How ranges, days and classes are said on screens and public pages."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy

from antrean.domain import wording
from antrean.domain.hall.calibration import Forecast
from antrean.records.lookups import local_day
from antrean.records.models import Office

CLASSES = {
    "A": gettext_lazy("Punya janji"),
    "L": gettext_lazy("Prioritas"),
    "W": gettext_lazy("Datang langsung"),
    "K": gettext_lazy("Ambil paspor"),
}


def range_words(ranges: Mapping[str, Forecast]) -> dict[str, str]:
    """Return per class letter the two ends of the range, or one number where they are the same."""
    return {letter: minutes(ranges[letter]) for letter in CLASSES if letter in ranges}


def minutes(told: Forecast) -> str:
    """Return a range of minutes without its unit."""
    return str(told.low) if told.low == told.high else f"{told.low}–{told.high}"


def day_short(office: Office, *, now: datetime) -> str:
    """Return the office's own date as screens show it."""
    return wording.day_in_short(local_day(office, now=now), language=get_language() or "id")
