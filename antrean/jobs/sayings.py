"""What each kind of notice says: a subject, a heading and a few sentences.

Subjects name an office and a time, never a person; codes stand in the letter alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from antrean.jobs.facts import LotInWords, PlaceInWords


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one letter, in the language that is switched on."""

    subject: str
    heading: str
    sentences: tuple[str, ...]
    remarks: tuple[str, ...] = ()  # what comes after the code


def about_a_place(kind: str, place: PlaceInWords) -> Saying:
    """Return the words of a letter about a place."""
    return PLACES[kind](place)


def about_a_lot(kind: str, lot: LotInWords) -> Saying:
    """Return the words of a letter about an application in the draw."""
    return LOTS[kind](lot)


def about_a_code(kind: str, *, in_time: bool, minutes: int) -> Saying:
    """Return the words of a letter with a code, or that the code came too late."""
    if not in_time:
        return Saying(
            _("Kode Anda sudah tidak berlaku"),
            _("Kode Anda sudah tidak berlaku"),
            (
                _("Surat ini terlambat kami kirim. Mohon maaf."),
                _("Buka lagi halaman tadi dan minta kode baru."),
            ),
        )
    subject = {
        "sign_up_code": _("Kode untuk memastikan alamat e-mail Anda"),
        "password_code": _("Kode untuk kata sandi baru"),
        "sign_in_code": _("Kode untuk masuk"),
    }[kind]
    return Saying(
        subject,
        subject,
        (_("Ketik kode ini di halaman yang meminta kode."),),
        (
            _("Kode berlaku %(minutes)d menit.") % {"minutes": minutes},
            _("Jangan berikan kode ini kepada siapa pun, juga tidak kepada petugas."),
            _("Bila Anda tidak meminta kode, abaikan surat ini."),
        ),
    )


def about_an_account(kind: str) -> Saying:
    """Return the words of a letter that says whether an address has an account."""
    if kind == "account_exists":
        return Saying(
            _("Alamat ini sudah punya akun"),
            _("Alamat ini sudah punya akun"),
            (
                _("Seseorang ingin mendaftar dengan alamat e-mail ini."),
                _("Alamat ini sudah punya akun, jadi tidak ada akun baru."),
                _("Bila itu Anda, silakan masuk atau minta kata sandi baru."),
            ),
        )
    return Saying(
        _("Tidak ada akun dengan alamat ini"),
        _("Tidak ada akun dengan alamat ini"),
        (
            _("Seseorang meminta kata sandi baru untuk alamat e-mail ini."),
            _("Kami tidak menemukan akun dengan alamat ini."),
            _("Bila itu Anda, mungkin Anda mendaftar dengan alamat lain."),
        ),
    )


def _given(place: PlaceInWords) -> Saying:
    return Saying(
        _("Janji paspor: %(when)s, %(office)s") % _subject(place),
        _("Waktu Anda sudah ditetapkan"),
        (_("Kami memilih waktu paling cepat yang cocok dengan keinginan Anda."),),
    )


def _moved(place: PlaceInWords) -> Saying:
    return Saying(
        _("Jadwal baru: %(when)s, %(office)s") % _subject(place),
        _("Jadwal Anda sudah berubah"),
        (_("Jadwal lama tidak berlaku lagi. Ini jadwal yang baru."),),
    )


def _cancelled(place: PlaceInWords) -> Saying:
    return Saying(
        _("Janji batal: %(when)s, %(office)s") % _subject(place),
        _("Janji Anda sudah dibatalkan"),
        (
            _("Anda tidak perlu datang pada waktu di bawah ini."),
            _("Terima kasih sudah memberi tahu. Tempat Anda berguna bagi orang lain."),
            _("Anda dapat membuat janji baru kapan saja."),
        ),
    )


def _released(place: PlaceInWords) -> Saying:
    return Saying(
        _("Janji diakhiri: %(when)s, %(office)s") % _subject(place),
        _("Janji ini diakhiri oleh petugas"),
        (
            _("Pemilik identitas sudah membuktikan diri di kantor imigrasi."),
            _("Janji di bawah ini tidak berlaku lagi."),
            _("Bila permohonan ini milik Anda, datanglah ke kantor dengan KTP asli."),
        ),
    )


def _receipt(lot: LotInWords) -> Saying:
    return Saying(
        _("Tanda terima: undian %(day)s, %(office)s") % {"day": lot.day, "office": lot.office},
        _("Permohonan Anda ikut undian"),
        (
            _("Undian ditutup %(day)s, pukul %(closes)s.") % {"day": lot.day, "closes": lot.closes},
            _("Jawabannya datang malam itu juga, lewat e-mail."),
            _("Waktu Anda mengirim tidak mengubah peluang Anda."),
            _("Tidak ada biaya, dan tidak ada orang yang bisa menaikkan peluang Anda."),
        ),
    )


def _released_undrawn(lot: LotInWords) -> Saying:
    facts = {"day": lot.day, "office": lot.office}
    return Saying(
        _("Permohonan diakhiri: undian %(day)s, %(office)s") % facts,
        _("Permohonan ini diakhiri oleh petugas"),
        (
            _("Pemilik identitas sudah membuktikan diri di kantor imigrasi."),
            _("Permohonan di bawah ini tidak ikut diundi."),
            _("Bila permohonan ini milik Anda, datanglah ke kantor dengan KTP asli."),
        ),
    )


def _withdrawn(lot: LotInWords) -> Saying:
    facts = {"day": lot.day, "office": lot.office}
    return Saying(
        _("Ditarik: undian %(day)s, %(office)s") % facts,
        _("Permohonan Anda sudah ditarik dari undian"),
        (
            _("Permohonan di bawah ini tidak akan mendapat tempat."),
            _("Tandanya tetap ada di daftar undian, supaya daftar itu utuh."),
            _("Anda dapat membuat permohonan baru kapan saja."),
        ),
    )


def _days_before(place: PlaceInWords) -> Saying:
    return Saying(
        _("Pengingat: %(when)s, %(office)s") % _subject(place),
        _in_days(place.days_left),
        (
            _("Apakah Anda tetap datang? Mohon konfirmasi dengan satu ketukan."),
            _("Bila tidak bisa, ubah atau batalkan. Tempat Anda berguna bagi orang lain."),
        ),
    )


def _hours_before(place: PlaceInWords) -> Saying:
    return Saying(
        _("Pengingat: %(when)s, %(office)s") % _subject(place),
        _("Datanglah hari ini pukul %(arrival)s") % {"arrival": place.arrival},
        (_("Siapkan berkas asli Anda dan berangkatlah tepat waktu."),),
    )


def _papers_missing(place: PlaceInWords) -> Saying:
    return Saying(
        _("Berkas yang belum ada: %(when)s, %(office)s") % _subject(place),
        _("Ada berkas yang belum lengkap"),
        (
            _("Tempat Anda disimpan sampai kantor tutup hari ini."),
            _("Bawa berkas di bawah ini, lalu tunjukkan tiket Anda di pintu masuk."),
            _("Nomor Anda tetap sama, dan Anda tidak perlu antre dari awal."),
        ),
    )


def _in_days(days: int) -> str:
    if days < 1:
        return _("Janji Anda hari ini")
    if days == 1:
        return _("Janji Anda besok")
    return _("Janji Anda %(days)d hari lagi") % {"days": days}


def _subject(place: PlaceInWords) -> dict[str, str]:
    return {"when": f"{place.day}, {place.arrival}", "office": place.office}


PLACES: dict[str, Callable[[PlaceInWords], Saying]] = {
    "appointment_given": _given,
    "appointment_moved": _moved,
    "appointment_cancelled": _cancelled,
    "application_released": _released,
    "reminder_3_days": _days_before,
    "reminder_1_day": _days_before,
    "reminder_2_hours": _hours_before,
    "papers_missing": _papers_missing,
}
LOTS: dict[str, Callable[[LotInWords], Saying]] = {
    "receipt_given": _receipt,
    "application_released": _released_undrawn,
    "application_withdrawn": _withdrawn,
}
