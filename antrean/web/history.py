"""Says in words what the ledger holds about an application: who did what, and who looked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.domain.wording import instant_in_words
from antrean.records import tickets
from antrean.records.models import Account, Application, LedgerEntry
from antrean.ui.pieces import Words
from antrean.web import reader

DEEDS: dict[str, Words] = {
    "appointment_given": gettext_lazy("Waktu ditetapkan"),
    "appointment_moved": gettext_lazy("Jadwal baru ditetapkan"),
    "appointment_left": gettext_lazy("Jadwal lama dilepas"),
    "appointment_cancelled": gettext_lazy("Janji dibatalkan"),
    "appointment_released": gettext_lazy("Tempat dilepas"),
    "application_released": gettext_lazy("Permohonan diakhiri setelah identitas dibuktikan"),
    "application_refused": gettext_lazy("Permohonan dikirim, belum ada waktu yang cocok"),
    "application_blocked": gettext_lazy("Permohonan dikirim, identitas perlu dibuktikan"),
    "receipt_given": gettext_lazy("Permohonan ikut undian, tanda terima diberikan"),
    "application_withdrawn": gettext_lazy("Permohonan ditarik dari undian"),
    "reconfirmed": gettext_lazy("Kedatangan dipastikan"),
    "checked_in": gettext_lazy("Hadir di kantor"),
    "called": gettext_lazy("Dipanggil ke loket"),
    "called_again": gettext_lazy("Dipanggil sekali lagi"),
    "service_started": gettext_lazy("Mulai dilayani"),
    "stage_done": gettext_lazy("Satu tahap selesai"),
    "missed_call": gettext_lazy("Tidak datang saat dipanggil"),
    "rejoined": gettext_lazy("Kembali dan antre lagi"),
    "parked": gettext_lazy("Menunggu di luar antrean, tempat disimpan"),
    "unparked": gettext_lazy("Kembali ke antrean"),
    "transferred": gettext_lazy("Dialihkan ke tahap lain"),
    "papers_complete": gettext_lazy("Berkas lengkap"),
    "papers_missing": gettext_lazy("Ada berkas yang kurang, tempat disimpan"),
    "priority_given": gettext_lazy("Diberi prioritas"),
    "exception_asked": gettext_lazy("Pengecualian urutan diminta"),
    "exception_agreed": gettext_lazy("Pengecualian urutan disetujui orang kedua"),
    "exception_refused": gettext_lazy("Pengecualian urutan ditolak"),
    "undone": gettext_lazy("Tombol terakhir di loket diurungkan"),
    "looked_up": gettext_lazy("Tiket dicari dengan NIK di kantor"),
    "unserved": gettext_lazy("Hari berakhir sebelum selesai dilayani"),
    "absence_appealed": gettext_lazy("Keberatan atas ketidakhadiran dikirim"),
    "absence_excused": gettext_lazy("Ketidakhadiran dimaafkan"),
    "absence_stands": gettext_lazy("Keberatan ditolak"),
    "served": gettext_lazy("Selesai dilayani"),
    "absent": gettext_lazy("Tidak hadir"),
    "seat_returned": gettext_lazy("Tempat diberikan kembali kepada umum"),
    "notice_retried": gettext_lazy("E-mail dikirim ulang"),
    "seen": gettext_lazy("Data dibuka untuk dicocokkan dengan kartu"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line: when (in the office's zone), what, and who."""

    at: datetime
    when: str
    what: Words
    who: str


def events(application: Application, *, owner: Account, timezone: str) -> list[Event]:
    """Return everything the ledger says about the application, newest first."""
    language = reader.language()
    return [
        Event(
            at=entry.at,
            when=instant_in_words(entry.at, timezone=timezone, language=language),
            what=DEEDS.get(entry.deed, entry.deed),
            who=_who(entry, owner=owner),
        )
        for entry in tickets.entries_of(application)
    ]


def _who(entry: LedgerEntry, *, owner: Account) -> str:
    if entry.actor == "system":
        return _("sistem")
    if entry.actor == f"account:{owner.pk}":
        return _("Anda")
    if entry.actor.startswith("device:"):
        return _("kios kantor")
    return _("petugas kantor")
