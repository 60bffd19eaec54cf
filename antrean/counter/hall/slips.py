"""Puts a visitor's number, or what they lack, on paper; where no paper comes, staff are told."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from antrean.actions.hall.alerts import end_alerts_of, raise_alert
from antrean.adapters.printer import PrinterTrouble, print_slip
from antrean.domain import wording
from antrean.domain.hall.slip import Slip
from antrean.records.models import Device, Visit

PRINTED, NOT_PRINTED, NO_PRINTER = "printed", "not_printed", ""


def number_slip(visit: Visit, *, title: str, sentences: Sequence[str], now: datetime) -> Slip:
    """Return the slip with somebody's number, in the language that is switched on."""
    place = visit.appointment
    return Slip(
        office=visit.office.name,
        number=str(visit),
        title=title,
        sentences=sentences,
        code=(place.application.ticket_code or "") if place else "",
        free=_("Mengantre gratis"),
        printed_at=_clock(visit, now),
    )


def missing_slip(visit: Visit, *, missing: Sequence[str], now: datetime) -> Slip:
    """Return the exact list of what somebody lacks."""
    return Slip(
        office=visit.office.name,
        number=str(visit),
        title=_("Berkas yang belum ada"),
        lines=missing,
        sentences=[_("Tempat Anda disimpan sampai kantor tutup hari ini.")],
        free=settings.SERVICE_NAME,
        printed_at=_clock(visit, now),
    )


def printed(slip: Slip, *, device: Device, now: datetime) -> str:
    """Print at a device and return PRINTED, NOT_PRINTED, or NO_PRINTER where it has none."""
    if not device.printer:
        return NO_PRINTER
    try:
        print_slip(slip, address=device.printer)
    except PrinterTrouble:
        raise_alert(device=device, kind="paper", now=now)
        return NOT_PRINTED
    end_alerts_of(device, kind="paper", now=now)
    return PRINTED


def _clock(visit: Visit, now: datetime) -> str:
    return wording.instant_in_words(
        now, timezone=visit.office.timezone, language=get_language() or "id"
    )
