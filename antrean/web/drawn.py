"""Says in words that an office draws: since when and why, when it closes, what does not matter."""

from datetime import datetime

from django.utils.translation import gettext as _

from antrean.domain.wording import clock_in_words, date_in_words
from antrean.records import receipts
from antrean.records.models import Office, OfficeWay
from antrean.web import reader


def sentences(office: Office, way: OfficeWay, *, now: datetime) -> list[str]:
    """Return all that is said of an office that draws, by its own clock."""
    return [each_day(office, now=now), since(way)]


def each_day(office: Office, *, now: datetime) -> str:
    """Say that a draw closes every day, at which hour, and when the answer comes."""
    closes = clock_in_words(
        receipts.next_closing(now), timezone=office.timezone, language=reader.language()
    )
    said = _("Diundi setiap hari. Undian ditutup pukul %(closes)s, jawabannya malam itu juga.")
    return said % {"closes": closes}


def since(way: OfficeWay) -> str:
    """Say that haste gains nothing, since which day the office draws, and why."""
    day = date_in_words(way.from_day, language=reader.language())
    said = _("Diundi sejak %(day)s. Alasannya: %(why)s") % {"day": day, "why": way.why}
    return " ".join([_("Jam Anda mengirim tidak mengubah peluang Anda."), said])


def cannot_move() -> list[str]:
    """Say that nobody moves into an office that draws, and what can be done instead."""
    return [
        _("Kantor pilihan Anda mengundi waktunya, jadi jadwal tidak bisa dipindah ke sana."),
        _("Anda bisa memilih kantor lain, atau tetap memakai jadwal ini."),
        _("Bila ingin ikut undian, batalkan dulu janji ini, lalu buat permohonan baru."),
    ]
