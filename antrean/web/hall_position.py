"""Says where somebody stands in the hall today: one heading, a few sentences, nothing to guess."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from antrean.domain.hall.calibration import Forecast
from antrean.domain.wording import clock_in_words
from antrean.records.hall.forecasts import forecast_for, hall_now
from antrean.records.models import Appointment, Call, PaperCheck, Visit
from antrean.web import reader

TRAVEL_MOST = 600


@dataclass(frozen=True, slots=True)
class Position:
    """What the page of the day shows. `urgent` is a call to move; `papers` is what is missing."""

    heading: str
    sentences: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    urgent: bool = False
    is_here: bool = True


def position(place: Appointment, *, travel: int | None, now: datetime) -> Position:
    """Return where the holder of a place stands right now, in the reader's language."""
    visit = Visit.objects.select_related("office").filter(appointment=place).first()
    if visit is None:
        return _on_the_way(place, travel=travel, now=now)
    return STATES[visit.state](visit, now)


def _on_the_way(place: Appointment, *, travel: int | None, now: datetime) -> Position:
    arrival = _clock(place, place.arrives_at)
    said = [_("Datang pukul %(time)s. Datang lebih awal tidak mempercepat.") % {"time": arrival}]
    if travel is None:
        return Position(_("Anda belum tercatat hadir"), said, is_here=False)
    leave_at = place.arrives_at - timedelta(minutes=travel)
    if now >= leave_at:
        return Position(_("Berangkat sekarang"), said, urgent=True, is_here=False)
    when = {"time": _clock(place, leave_at)}
    return Position(_("Berangkat pukul %(time)s") % when, said, is_here=False)


def _waiting(visit: Visit, now: datetime) -> Position:
    heading = _("Silakan menunggu")
    hall = hall_now(visit.office, now=now)
    if hall is None:
        return Position(heading, [_("Belum ada loket yang buka. Perkiraan menyusul.")])
    outlook, told = forecast_for(visit, hall=hall)
    ahead = _("%(number)d nomor di depan Anda.") % {"number": outlook.ahead}
    return Position(heading, [ahead, _between(visit, told, now)])


def _between(visit: Visit, told: Forecast, now: datetime) -> str:
    language, timezone = reader.language(), visit.office.timezone
    first, last = (
        clock_in_words(now + timedelta(minutes=each), timezone=timezone, language=language)
        for each in (told.low, told.high)
    )
    said = {"first": first.split(" ", 1)[0], "last": last, "low": told.low, "high": told.high}
    return (
        _("Kira-kira dipanggil antara %(first)s dan %(last)s (%(low)d sampai %(high)d menit lagi).")
        % said
    )


def _at_counter(visit: Visit, _now: datetime) -> Position:
    call = Call.objects.select_related("counter").filter(visit=visit, ended_at=None).first()
    counter = {"number": call.counter.number if call else 0}
    if call is not None and call.started_at is None:
        said = [_("Nomor Anda dipanggil. Silakan maju sekarang.")]
        return Position(_("Ke loket %(number)d") % counter, said, urgent=True)
    return Position(_("Sedang dilayani di loket %(number)d") % counter)


def _parked(visit: Visit, _now: datetime) -> Position:
    checked = PaperCheck.objects.filter(visit=visit).order_by("-at", "-id").first()
    kept = _("Tempat Anda disimpan sampai kantor tutup hari ini.")
    if visit.parked_for == "papers" and checked is not None:
        back = _("Bawa berkas ini, lalu tunjukkan tiket Anda di pintu masuk.")
        return Position(_("Ada berkas yang kurang"), [kept, back], papers=list(checked.missing))
    return Position(_("Tempat Anda disimpan"), [kept, _("Kembali ke pintu masuk bila sudah siap.")])


def _absent(visit: Visit, _now: datetime) -> Position:
    when = {"time": _clock_at(visit, visit.missed_at)}
    return Position(
        _("Nomor Anda sudah dipanggil"),
        [
            _("Anda tidak maju saat dipanggil. Dicatat pukul %(time)s.") % when,
            _("Tunjukkan tiket Anda di pintu masuk untuk antre lagi, sebelum kantor tutup."),
        ],
        urgent=True,
    )


def _done(_visit: Visit, _now: datetime) -> Position:
    return Position(_("Selesai"), [_("Terima kasih sudah datang.")])


def _unserved(_visit: Visit, _now: datetime) -> Position:
    return Position(
        _("Hari ini belum selesai"),
        [_("Kantor sudah tutup. Anda boleh membuat janji baru sekarang, tanpa akibat apa pun.")],
    )


STATES = {
    "waiting": _waiting,
    "at_counter": _at_counter,
    "parked": _parked,
    "absent": _absent,
    "done": _done,
    "unserved": _unserved,
    "left": _unserved,
}


def _clock(place: Appointment, at: datetime) -> str:
    return clock_in_words(at, timezone=place.office.timezone, language=reader.language())


def _clock_at(visit: Visit, at: datetime | None) -> str:
    if at is None:
        return ""
    return clock_in_words(at, timezone=visit.office.timezone, language=reader.language())
