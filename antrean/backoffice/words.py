"""The back office's words for tables, columns and promises."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from antrean.domain.hall.stages import STAGES
from antrean.records import models

OFFICES, PAPERS, STAFF, WATCH = (
    _("Kantor"),
    _("Syarat dan biaya"),
    _("Petugas"),
    _("Pengawasan"),
)

TABLES = {
    models.Office: (OFFICES, _("Kantor")),
    models.OpeningHours: (OFFICES, _("Jam kerja")),
    models.Capacity: (OFFICES, _("Kapasitas")),
    models.PoolShare: (OFFICES, _("Pembagian tempat")),
    models.Closure: (OFFICES, _("Hari tutup")),
    models.CalendarRule: (OFFICES, _("Aturan kalender")),
    models.OfficeRule: (OFFICES, _("Aturan kantor")),
    models.Counter: (OFFICES, _("Loket")),
    models.StagePlan: (OFFICES, _("Tahap layanan")),
    models.PassportType: (PAPERS, _("Jenis paspor")),
    models.ValidityRule: (PAPERS, _("Masa berlaku")),
    models.Threshold: (PAPERS, _("Batas umur dan jumlah")),
    models.Fee: (PAPERS, _("Biaya")),
    models.Document: (PAPERS, _("Dokumen")),
    models.Condition: (PAPERS, _("Keadaan khusus")),
    models.DocumentRule: (PAPERS, _("Ketentuan dokumen")),
    models.ApplicantType: (PAPERS, _("Jenis pemohon")),
    models.ApplicantTypeDocument: (PAPERS, _("Dokumen pemohon")),
    models.PurposeRule: (PAPERS, _("Ketentuan tujuan")),
    models.Duty: (STAFF, _("Tugas petugas")),
    models.Notice: (WATCH, _("Surat")),
    models.LedgerEntry: (WATCH, _("Catatan perbuatan")),
    models.LedgerLink: (WATCH, _("Mata rantai")),
    models.ImportRun: (WATCH, _("Impor berkas")),
}
"""Each table, the chapter it stands in, and what it is called, in the order of the menu."""

COLUMNS = {
    "account": _("Akun"),
    "actor": _("Pelaku"),
    "address": _("Alamat"),
    "amount": _("Rupiah"),
    "applicant_type": _("Jenis pemohon"),
    "applies_to": _("Berlaku untuk"),
    "applies_when": _("Berlaku bila"),
    "arrow": _("Arah dari layar"),
    "at": _("Waktu"),
    "attendance_en": _("Kehadiran (Inggris)"),
    "attendance_id": _("Kehadiran (Indonesia)"),
    "band_minutes": _("Lama jendela (menit)"),
    "basis": _("Dasar"),
    "bookable": _("Bisa dimintakan waktu"),
    "booths": _("Jumlah bilik"),
    "break_ends": _("Istirahat selesai"),
    "break_starts": _("Istirahat mulai"),
    "city": _("Kota"),
    "closes": _("Jam tutup"),
    "code": _("Kode"),
    "condition": _("Keadaan khusus"),
    "coordinate_precision": _("Ketelitian koordinat"),
    "created": _("Baris baru"),
    "created_at": _("Dibuat"),
    "criteria": _("Kriteria"),
    "day": _("Tanggal"),
    "deed": _("Perbuatan"),
    "detail": _("Rincian"),
    "digest": _("Sidik"),
    "document": _("Dokumen"),
    "due_at": _("Dikirim mulai"),
    "electronic": _("Elektronik"),
    "estimated": _("Perkiraan"),
    "evidence": _("Jenis bukti"),
    "extends": _("Menambah jenis"),
    "file": _("Berkas"),
    "group": _("Kelompok"),
    "horizon_days": _("Dibuka sejauh (hari)"),
    "interview_en": _("Wawancara (Inggris)"),
    "interview_id": _("Wawancara (Indonesia)"),
    "item": _("Yang dibayar"),
    "journeys": _("Perjalanan"),
    "is_accessible": _("Bisa dicapai kursi roda"),
    "kind": _("Jenis"),
    "label_en": _("Nama (Inggris)"),
    "label_id": _("Nama (Indonesia)"),
    "language": _("Bahasa"),
    "last_error": _("Kesalahan terakhir"),
    "latitude": _("Lintang"),
    "leased_until_at": _("Dipegang pengirim sampai"),
    "link": _("Mata rantai"),
    "longitude": _("Bujur"),
    "message_id": _("Nomor surat"),
    "name": _("Nama"),
    "name_en": _("Nama (Inggris)"),
    "name_id": _("Nama (Indonesia)"),
    "note": _("Catatan"),
    "number": _("Nomor"),
    "office": _("Kantor"),
    "office_class": _("Kelas kantor"),
    "only_at": _("Hanya di"),
    "only_for": _("Hanya untuk"),
    "opens": _("Jam buka"),
    "optional": _("Boleh tidak ada"),
    "pages": _("Halaman"),
    "parent": _("Kantor induk"),
    "per_booth": _("Orang per bilik"),
    "percent": _("Persen"),
    "pool": _("Kelompok tempat"),
    "pools": _("Kelompok tempat"),
    "position": _("Urutan"),
    "previous": _("Sidik sebelumnya"),
    "province": _("Provinsi"),
    "ref": _("Rujukan"),
    "role": _("Peran"),
    "rows": _("Baris"),
    "rule": _("Aturan"),
    "scarce_from_percent": _("Langka mulai (persen)"),
    "scope": _("Buku"),
    "seats_per_day": _("Tempat per hari"),
    "sequence": _("Urutan"),
    "settled_at": _("Selesai"),
    "sha256": _("Sidik berkas"),
    "since_at": _("Sejak"),
    "source": _("Sumber"),
    "sources": _("Sumber"),
    "service": _("Layanan"),
    "stages": _("Tahap"),
    "state": _("Status"),
    "subject": _("Tentang"),
    "surcharges": _("Biaya tambahan"),
    "timezone": _("Zona waktu"),
    "tries": _("Percobaan"),
    "unit": _("Satuan"),
    "until_age": _("Sampai umur"),
    "until_at": _("Sampai"),
    "updated": _("Baris diubah"),
    "valid_from": _("Berlaku sejak"),
    "valid_to": _("Berlaku sampai"),
    "validity_years": _("Masa berlaku (tahun)"),
    "value": _("Nilai"),
    "version": _("Versi"),
    "weekday": _("Hari (0 = Senin)"),
    "working_days_max": _("Hari kerja paling lama"),
    "working_days_min": _("Hari kerja paling cepat"),
    "years_max": _("Paling lama (tahun)"),
}
"""One word for one idea: a column of the same name is called the same in every table."""

STAGE_CODES = format_lazy(_("Tulis kode tahap yang dikenal: {codes}."), codes=", ".join(STAGES))

PROMISES = {
    "calendar_rule_band": _("Lama jendela ditulis antara 5 dan 240 menit."),
    "calendar_rule_horizon": _("Jumlah hari ditulis antara 1 dan 366."),
    "capacity_assumed_from_booths": _("Perkiraan harus sama dengan bilik kali orang per bilik."),
    "counter_number_from_one": _("Nomor loket mulai dari 1."),
    "counter_stages_known": STAGE_CODES,
    "stage_plan_of_known_stages": STAGE_CODES,
    "stage_plan_once": _("Layanan itu sudah punya tahap mulai tanggal yang sama."),
    "closure_once": _("Tanggal itu sudah tercatat sebagai hari tutup."),
    "duty_has_its_office": _("Tugas kantor pusat tanpa kantor; tugas lain perlu kantor."),
    "duty_once": _("Petugas itu sudah punya tugas yang sama."),
    "office_kanim_has_no_parent": _("Kantor imigrasi tidak punya kantor induk."),
    "officerule_office_or_province": _("Isi kantor atau provinsi, salah satu saja."),
    "opening_hours_break_inside": _("Istirahat harus berada di antara jam buka dan jam tutup."),
    "opening_hours_open_before_close": _("Jam buka harus lebih awal daripada jam tutup."),
    "opening_hours_weekday": _("Hari ditulis 0 untuk Senin sampai 6 untuk Minggu."),
    "pool_share_percent": _("Bagian paling banyak 100 persen."),
    "validityrule_says_something": _("Isi tahun paling lama atau umur."),
}
ENDS_EARLY = _("Tanggal akhir tidak boleh sebelum tanggal mulai.")
ONCE = _("Baris yang sama sudah ada. Ubah baris itu atau pilih tanggal lain.")


def promise(name: str, *, otherwise: ValidationError) -> str | ValidationError:
    """Return what is said when a row would break a constraint."""
    if name in PROMISES:
        return str(PROMISES[name])
    if name.endswith("_end_after_start"):
        return str(ENDS_EARLY)
    return str(ONCE) if name.endswith("_once") else otherwise


def name_tables_and_columns() -> None:
    """Give every table and column its words, without touching what migrations compare."""
    apps.get_app_config("records").verbose_name = _("Data acuan")
    for table, (_chapter, called) in TABLES.items():
        known = table._meta
        known.verbose_name = known.verbose_name_plural = called
        for field in known.fields:
            field.verbose_name = COLUMNS.get(field.name, field.verbose_name)
