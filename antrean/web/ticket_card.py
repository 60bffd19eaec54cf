"""Fills the ticket: number, stamp, place, time, code, and how far the visit has come."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.adapters.qr import qr_svg
from antrean.domain.ticket import spaced
from antrean.domain.wording import clock_in_words
from antrean.records.models import Appointment
from antrean.records.tickets import Course
from antrean.ui.pieces import Row, StampKind, Step, Ticket, Words
from antrean.web import places, reader

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
STAMPS: dict[str, tuple[Words, StampKind]] = {
    "": (gettext_lazy("Berlaku"), "ok"),
    "served": (gettext_lazy("Selesai"), "ok"),
    "cancelled": (gettext_lazy("Batal"), "danger"),
    "released": (gettext_lazy("Batal"), "danger"),
    "absent": (gettext_lazy("Tidak hadir"), "soft"),
    "unserved": (gettext_lazy("Belum selesai"), "soft"),
}


def ticket(appointment: Appointment, *, visit: Course, now: datetime) -> Ticket:
    """Return the card; a place that is over has a stamp and no code."""
    place = places.in_words(appointment)
    stamp, kind = _stamp(appointment, visit=visit, now=now)
    code = "" if appointment.ended_at else appointment.application.ticket_code or ""
    return Ticket(
        number=place.number,
        rows=[
            Row(_("Tempat"), f"{place.office}\n{place.where}"),
            Row(_("Hari"), place.day),
            Row(_("Datang"), place.arrival),
            Row(_("Rentang"), place.window),
            Row(_("Pemohon"), place.applicant),
        ],
        code=code,
        spelled=spelled(code),
        qr=qr_svg(code, title=_("Kode QR tiket %(code)s") % {"code": spaced(code)}) if code else "",
        stamp=stamp,
        stamp_kind=kind,
    )


def _stamp(appointment: Appointment, *, visit: Course, now: datetime) -> tuple[Words, StampKind]:
    if appointment.ending:
        return STAMPS.get(appointment.ending, STAMPS[""])
    if visit.checked_in_at is not None:
        return _("Sudah hadir"), "ok"
    if now >= appointment.window_ends_at:
        return _("Sudah lewat"), "soft"
    return STAMPS[""]


def spelled(code: str) -> str:
    """Return how a screen reader says a ticket code: "tujuh, K, empat …"."""
    if reader.in_english():
        return ", ".join(code)
    return ", ".join(DIGITS[int(sign)] if sign.isdigit() else sign for sign in code)


def stages(appointment: Appointment, *, visit: Course) -> list[Step]:
    """Return the stages of the visit, with the time of each that is done."""
    timezone = appointment.office.timezone
    done = (
        (_("Waktu ditetapkan"), appointment.given_at),
        (_("Sudah hadir") if visit.checked_in_at else _("Datang ke kantor"), visit.checked_in_at),
        (_called(visit), visit.called_at),
        (_("Selesai"), visit.ended_at),
    )
    first_open = next((place for place, (_label, at) in enumerate(done) if at is None), len(done))
    return [
        Step(
            label,
            state="done" if at else ("current" if place == first_open else "next"),
            note=_clock(at, timezone) if at and place else "",
        )
        for place, (label, at) in enumerate(done)
    ]


def _called(visit: Course) -> str:
    if visit.counter is None:
        return _("Dipanggil ke loket")
    return _("Dipanggil ke loket %(number)d") % {"number": visit.counter}


def _clock(at: datetime, timezone: str) -> str:
    return clock_in_words(at, timezone=timezone, language=reader.language())
