"""The ranges of a hall for whoever asks: worked out every few seconds, not for each screen."""

from datetime import datetime, timedelta

from antrean.domain.hall.calibration import Forecast
from antrean.records.hall import forecasts
from antrean.records.models import Office

KEPT = timedelta(seconds=5)
OFFICES_MOST = 1000

_kept: dict[int, tuple[datetime, dict[str, Forecast]]] = {}


def ranges(office: Office, *, now: datetime) -> dict[str, Forecast]:
    """Return per class letter the range for a newcomer, at most five seconds old.

    Every process keeps its own; where no counter is open the answer is empty.
    """
    at, found = _kept.get(office.pk, (None, {}))
    if at is not None and timedelta(0) <= now - at < KEPT:
        return found
    found = forecasts.newcomers(office, now=now)
    if len(_kept) >= OFFICES_MOST:
        _kept.clear()
    _kept[office.pk] = (now, found)
    return found
