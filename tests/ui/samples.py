"""Made-up things that fill the gallery: tickets, offices, forms fresh and wrong."""

import segno
from django import forms

from antrean.ui.fields import DayField, GroupedDigits, OneTimeCode, Tiles
from antrean.ui.pieces import Office, Option, Row, Step, Ticket

PARTS = (("morning", "Pagi"), ("noon", "Siang"), ("day", "Seharian"))


class Samples(forms.Form):
    name = forms.CharField(label="Nama lengkap", help_text="Seperti tertulis di e-KTP.")
    nik = forms.CharField(label="Nomor induk kependudukan (NIK)", widget=GroupedDigits())
    birth_date = DayField(label="Tanggal lahir", help_text="Contoh: 1 12 1990", birthday=True)
    code = forms.CharField(label="Kode dari e-mail", widget=OneTimeCode())
    phone = forms.CharField(label="Nomor telepon", required=False)
    purpose = forms.ChoiceField(
        label="Apa keperluan Anda?",
        widget=forms.RadioSelect,
        choices=[
            ("new", Option("Paspor baru", hint="Anda belum pernah punya paspor.")),
            ("replacement", Option("Ganti paspor", hint="Kedaluwarsa tetap ganti.")),
            ("pick", Option("Kantor Imigrasi Batam", hint="Kota Batam", aside="3,2 km")),
        ],
    )
    needs = forms.MultipleChoiceField(
        label="Siapa yang perlu bantuan?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("elderly", "Lansia"), ("wheelchair", "Kursi roda")],
    )
    city = forms.ChoiceField(label="Kota", choices=[("", "Pilih kota"), ("tpi", "Tanjungpinang")])
    agrees = forms.BooleanField(label="Jawaban saya benar")


class Days(forms.Form):
    monday = forms.MultipleChoiceField(label="Senin", choices=PARTS, widget=Tiles)
    tuesday = forms.MultipleChoiceField(label="Selasa", choices=PARTS, widget=Tiles)


FACTS = [
    Row("Tempat", "Kantor Imigrasi Tanjungpinang, lantai 1"),
    Row("Jadwal", "Selasa, 1 Desember 2026, 09.30 WIB"),
    Row("Pemohon", "Siti R."),
]
STAGES = [
    Step("Sudah hadir", "done", "09.12"),
    Step("Menunggu loket berkas", "current"),
    Step("Foto dan wawancara"),
    Step("Bayar dan pulang"),
]
STEPS = [
    Step("Keperluan", "done", url="#isi"),
    Step("Kantor", "current"),
    Step("Waktu"),
    Step("Periksa"),
]
ROWS = [
    Row("Keperluan", "Paspor baru", "#isi"),
    Row("Kantor", "Kantor Imigrasi Tanjungpinang\nKantor Imigrasi Batam", "#isi"),
    Row("Tidak bisa", "Senin pagi"),
]
OFFICES = [
    Office(
        name="Kantor Imigrasi Tanjungpinang",
        place="Tanjungpinang",
        distance="3,2 km",
        zone="WIB",
        offers="Paspor elektronik, prioritas lansia",
        earliest="Paling cepat: Selasa, 1 Desember 2026",
        url="#isi",
    ),
    Office(
        name="Kantor Imigrasi Makassar",
        place="Makassar",
        zone="WITA",
        closed="Tutup Jumat, 25 Desember 2026: Hari Raya Natal",
    ),
]


def samples() -> dict[str, object]:
    """Return the context of `ui/gallery.html`."""
    days = Days({"monday": ["morning"]}, auto_id="hari_%s")
    return {
        "service_name": "Antrean Paspor",
        "heading": "4 orang lagi sebelum giliran Anda",
        "tickets": tickets(),
        "stages": STAGES,
        "steps": STEPS,
        "rows": ROWS,
        "offices": OFFICES,
        "fresh_form": Samples(auto_id="baru_%s"),
        "wrong_form": Samples({"nik": "3171 0150", "birth_date_0": "31"}, auto_id="salah_%s"),
        "days": [(days["monday"], "tidak bisa pagi"), (days["tuesday"], "bisa kapan saja")],
    }


def tickets() -> list[Ticket]:
    """Return a ticket with everything on it, a cancelled one and a finished one."""
    spelled = "tujuh, K, empat, M, sembilan, Q, X, dua"
    return [
        Ticket("A-012", FACTS, "7K4M9QX2", spelled, qr("7K4M9QX2"), "Sudah hadir"),
        Ticket("W-004", FACTS[:1], stamp="Batal", stamp_kind="danger"),
        Ticket("K-031", FACTS[:1], stamp="Selesai", stamp_kind="soft"),
    ]


def qr(words: str) -> str:
    """Return a code as the small inline SVG a ticket carries."""
    return segno.make_qr(words, error="m").svg_inline(border=0, scale=1, omitsize=True)


def console() -> dict[str, object]:
    """Return the context of a staff page."""
    links = [Step("Loket", "current", url="#isi"), Step("Hari ini", url="#isi")]
    return {"place": "Loket 3", "who": "Rina S. · Berkas A, L", "staff_links": links}
