"""Says in plain words what does not fit in a declared identity, and what to do next.

One place for every page that asks for an identity: sign-up and the counter say the same.
"""

from collections.abc import Iterable

from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

SAID = {
    "format": ("nik", _("NIK terdiri dari 16 angka. Salin semua angkanya dari kartu.")),
    "province": (
        "nik",
        _("Enam angka pertama NIK bukan kode wilayah. Cocokkan lagi dengan kartu."),
    ),
    "no_such_date": (
        "nik",
        _("Angka ke-7 sampai ke-12 NIK bukan tanggal yang ada. Cocokkan lagi dengan kartu."),
    ),
    "serial": ("nik", _("Empat angka terakhir NIK tidak mungkin 0000. Cocokkan lagi.")),
    "birth_date": (
        "birth_date",
        _(
            "Tanggal lahir ini berbeda dengan angka ke-7 sampai ke-12 NIK. Periksa keduanya. "
            "Bila di kartu memang berbeda, minta Dukcapil membetulkannya."
        ),
    ),
    "sex": (
        "sex",
        _(
            "Jenis kelamin ini berbeda dengan angka ke-7 dan ke-8 NIK. Periksa keduanya. "
            "Bila di kartu memang berbeda, minta Dukcapil membetulkannya."
        ),
    ),
    "name_empty": ("full_name", _("Isi nama lengkap seperti di kartu.")),
    "name_too_long": ("full_name", _("Nama ini terlalu panjang. Tulis paling banyak 120 huruf.")),
    "name_characters": (
        "full_name",
        _("Nama berisi huruf dan tanda baca saja. Hapus angka dan tanda lain."),
    ),
    "birth_date_future": ("birth_date", _("Tanggal lahir ini belum tiba. Periksa tahunnya.")),
    "birth_date_too_old": (
        "birth_date",
        _("Tanggal lahir ini lebih dari 120 tahun yang lalu. Periksa tahunnya."),
    ),
}
"""For each problem of `actions.register_person`: the field to mend, and the sentence."""


def say(problems: Iterable[str], *, form: BaseForm) -> None:
    """Write each problem at the field that can mend it."""
    for problem in problems:
        field, sentence = SAID[problem]
        form.add_error(field, sentence)
