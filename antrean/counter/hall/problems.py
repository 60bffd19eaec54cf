"""What stopped a deed at a counter, said in one or two sentences: what is, and what to do next."""

from datetime import timedelta
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall import open_counter
from antrean.actions.hall.call_next import StillCalled
from antrean.actions.hall.holding import (
    CallOver,
    CounterClosed,
    CounterPaused,
    HallClosed,
    HallPaused,
)
from antrean.actions.hall.mark_absent import TooSoon
from antrean.actions.hall.order_exceptions import AlreadyAsked, NotWaiting
from antrean.actions.hall.recall import AlreadyServing
from antrean.actions.hall.transfer import NobodyWorksThere, NoSuchStage
from antrean.actions.hall.undo import ChangedMeanwhile, NothingToUndo
from antrean.counter.hall.console_gate import Place
from antrean.records.hall import counters

SENTENCES: dict[type[Exception], object] = {
    HallClosed: gettext_lazy(
        "Ruang tunggu sudah ditutup hari ini. Tidak ada yang berubah. Lanjutkan besok."
    ),
    HallPaused: gettext_lazy(
        "Seluruh ruang tunggu sedang berhenti. Tunggu sampai penerima membukanya lagi."
    ),
    CounterClosed: gettext_lazy("Loket ini sudah ditutup. Buka lagi bila Anda bekerja di sini."),
    CounterPaused: gettext_lazy("Loket sedang jeda. Tekan Lanjutkan dahulu."),
    StillCalled: gettext_lazy(
        "Nomor ini masih dipanggil. Tekan Mulai layani bila orangnya datang, atau Tidak hadir."
    ),
    CallOver: gettext_lazy(
        "Panggilan itu sudah berakhir, jadi tidak ada yang berubah. Ini keadaan sekarang."
    ),
    AlreadyServing: gettext_lazy("Orangnya sudah dilayani. Tidak perlu dipanggil ulang."),
    NoSuchStage: gettext_lazy("Layanan ini tidak melewati tahap itu. Pilih tahap lain."),
    NobodyWorksThere: gettext_lazy(
        "Belum ada loket terbuka untuk tahap itu. Minta rekan membukanya, lalu alihkan."
    ),
    NothingToUndo: gettext_lazy("Sepuluh detik sudah lewat, jadi tidak ada yang diurungkan."),
    ChangedMeanwhile: gettext_lazy(
        "Petugas lain sudah melanjutkan, jadi tidak bisa diurungkan lagi."
    ),
    NotWaiting: gettext_lazy("Nomor ini sedang tidak menunggu. Periksa lagi nomornya."),
    AlreadyAsked: gettext_lazy(
        "Pengecualian untuk nomor ini sudah diminta. Orang kedua yang memutuskan."
    ),
    open_counter.CounterTaken: gettext_lazy(
        "Loket ini sedang dipakai petugas lain. Pilih loket lain."
    ),
    open_counter.StillServing: gettext_lazy(
        "Masih ada nomor di loket ini. Selesaikan dahulu, lalu tutup."
    ),
}
FACTS: tuple[type[Exception], ...] = (*SENTENCES, TooSoon, open_counter.WorksElsewhere)
"""Everything the deeds of a counter may answer instead of doing it."""


def sentence(fact: Exception, place: Place) -> str:
    """Return what to say to whoever pressed the key."""
    if isinstance(fact, TooSoon):
        return _too_soon(fact, place)
    if isinstance(fact, open_counter.WorksElsewhere):
        elsewhere = _("Anda masih bekerja di loket %(number)d. Tutup loket itu dahulu.")
        return elsewhere % {"number": fact.number}
    return str(SENTENCES[type(fact)])


def _too_soon(fact: TooSoon, place: Place) -> str:
    """Say how many calls and seconds are still owed to the number."""
    call = counters.call_at(place.counter)
    calls = max(0, fact.patience.calls - call.times) if call else 0
    waited = place.desk.now - call.at if call else timedelta()
    seconds = max(0, ceil(fact.patience.seconds - waited.total_seconds()))
    numbers = {"calls": calls, "seconds": seconds}
    if calls and seconds:
        owed = _("Panggil %(calls)d kali lagi dan tunggu %(seconds)d detik lagi.")
    elif calls:
        owed = _("Panggil %(calls)d kali lagi.")
    else:
        owed = _("Tunggu %(seconds)d detik lagi.")
    return _("Belum bisa dicatat tidak hadir.") + " " + owed % numbers
