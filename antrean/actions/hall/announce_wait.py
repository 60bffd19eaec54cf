"""Announce the wait: keep the range somebody was told when they arrived, to be held to it."""

from datetime import datetime

from antrean.domain.hall.calibration import Forecast
from antrean.records.hall.forecasts import forecast_for, hall_now
from antrean.records.models import Announced, Visit


def announce_wait(visit: Visit, *, now: datetime) -> Forecast | None:
    """Store and return the range, in the caller's transaction; None while no counter is open."""
    hall = hall_now(visit.office, now=now)
    if hall is None:
        return None
    outlook, told = forecast_for(visit, hall=hall)
    Announced.objects.create(
        visit=visit,
        at=now,
        ahead=outlook.ahead,
        low=told.low,
        likely=told.likely,
        high=told.high,
        basis={"band": told.band},
    )
    return told
