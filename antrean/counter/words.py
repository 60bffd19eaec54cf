"""How codes of purposes, needs, endings and refusals are said to officers."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from antrean.domain import wording
from antrean.domain.ticket import queue_number
from antrean.records.models import Appointment

PURPOSES = {
    "new": gettext_lazy("Paspor baru"),
    "replacement": gettext_lazy("Ganti paspor"),
    "data_change": gettext_lazy("Ubah nama atau data"),
    "lost": gettext_lazy("Paspor hilang"),
    "damaged": gettext_lazy("Paspor rusak"),
}
NEEDS = {
    "pregnant": gettext_lazy("Hamil atau menyusui"),
    "wheelchair": gettext_lazy("Memakai kursi roda"),
    "deaf": gettext_lazy("Tuli"),
    "blind": gettext_lazy("Netra"),
    "disabled": gettext_lazy("Disabilitas lain"),
    "sick": gettext_lazy("Sakit"),
}
ENDINGS = {
    "moved": gettext_lazy("Janji ini sudah dipindah dan tidak lagi di kantor ini."),
    "cancelled": gettext_lazy("Janji ini sudah dibatalkan."),
    "released": gettext_lazy("Janji ini sudah dilepas oleh petugas."),
    "served": gettext_lazy("Pemegang tiket ini sudah dilayani."),
    "absent": gettext_lazy("Pemegang tiket ini dipanggil dan tidak datang."),
}
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def language() -> str:
    """Return the reader's language."""
    return get_language() or "id"


def number(appointment: Appointment) -> str:
    """Return the queue number as it is printed and called."""
    return queue_number(appointment.queue_letter, appointment.queue_number)


def day(appointment: Appointment) -> str:
    """Return the day of a place in words."""
    return wording.day_in_words(appointment.day, language=language())


def window(appointment: Appointment) -> str:
    """Return the half hour of a place in the office's zone, with its label."""
    timezone = appointment.office.timezone
    starts, ends = (
        at.astimezone(ZoneInfo(timezone)).time()
        for at in (appointment.window_starts_at, appointment.window_ends_at)
    )
    return wording.window_in_words(starts, end=ends, timezone=timezone, language=language())


def arrival(appointment: Appointment) -> str:
    """Return the minute at which the holder was asked to come: "09.12 WIB"."""
    return wording.clock_in_words(
        appointment.arrives_at, timezone=appointment.office.timezone, language=language()
    )


def spelled(code: str) -> str:
    """Return how a screen reader says a ticket code: "tujuh, K, empat …"."""
    if not language().startswith("id"):
        return ", ".join(code)
    return ", ".join(DIGITS[int(sign)] if sign.isdigit() else sign for sign in code)


def needs(answers: dict[str, list[str]]) -> list[str]:
    """Return the needs somebody named, in words; unknown ones are left out."""
    return [str(NEEDS[need]) for need in answers.get("needs", ()) if need in NEEDS]


def next_date(refusal: dict[str, str | None]) -> str:
    """Say why no window fits, and the next possible date where one is known."""
    wishes = refusal.get("reason") == "wishes"
    said = (
        _("Tidak ada tempat di waktu yang diminta.")
        if wishes
        else _("Semua tempat di kantor ini sudah terisi.")
    )
    if not (day_said := refusal.get("next_day")):
        return said
    words = wording.day_in_words(date.fromisoformat(day_said), language=language())
    more = _("Tempat lain ada mulai %(day)s.") if wishes else _("Hari berikutnya dibuka: %(day)s.")
    return f"{said} {more % {'day': words}}"
