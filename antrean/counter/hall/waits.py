"""How long somebody will wait, said in one sentence for slips, the kiosk and the door."""

from datetime import datetime

from django.utils.translation import gettext as _

from antrean.records.hall.forecasts import forecast_for, hall_now
from antrean.records.models import Visit


def wait_in_words(visit: Visit, *, now: datetime) -> str:
    """Return how many are ahead and the range of minutes; nothing while no counter is open."""
    hall = hall_now(visit.office, now=now)
    if hall is None or visit.state != "waiting":
        return ""
    outlook, told = forecast_for(visit, hall=hall)
    if told.high == 0:
        return _("Segera dipanggil.")
    said = {"ahead": outlook.ahead, "low": told.low, "high": told.high}
    return _("%(ahead)d nomor di depan, kira-kira %(low)d sampai %(high)d menit.") % said
