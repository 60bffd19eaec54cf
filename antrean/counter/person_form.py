"""The identity of somebody whom staff help; a telephone number is welcome and not asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from antrean.actions.register_person import Person
from antrean.adapters.phone import read_mobile
from antrean.domain.identity import NAME_MAX, normalise_nik
from antrean.ui.fields import DayField, GroupedDigits

SEXES = (("F", _("Perempuan")), ("M", _("Laki-laki")))
PROBLEMS = {
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


class PersonForm(forms.Form):
    """Copied from the card in the officer's hand."""

    nik = forms.CharField(
        label=_("NIK"),
        help_text=_("16 angka di KTP, KIA, atau Kartu Keluarga."),
        max_length=40,
        widget=GroupedDigits(),
        error_messages={"max_length": PROBLEMS["format"][1]},
    )
    full_name = forms.CharField(
        label=_("Nama lengkap"),
        help_text=_("Persis seperti di kartu. Satu kata saja juga boleh."),
        max_length=NAME_MAX,
        error_messages={"max_length": PROBLEMS["name_too_long"][1]},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    birth_date = DayField(label=_("Tanggal lahir"), help_text=_("Contoh: 31 3 1990."))
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEXES, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Alamat"), max_length=300, widget=forms.TextInput({"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Nomor ponsel"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        """Bring the number into E.164, where there is one."""
        typed: str = self.cleaned_data["phone"]
        number = read_mobile(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(
                _("Ini bukan nomor ponsel. Tulis nomor seperti 0812 3456 7890.")
            )
        return number

    def person(self) -> Person:
        """Return the declared identity of a valid form."""
        given = self.cleaned_data
        return Person(
            nik=normalise_nik(given["nik"]),
            full_name=given["full_name"],
            birth_date=given["birth_date"],
            sex=given["sex"],
            address=given["address"],
            phone=given["phone"],
        )

    def refuse(self, problems: tuple[str, ...]) -> None:
        """Put every problem of the identity at its field, in words."""
        for problem in problems:
            self.add_error(*PROBLEMS[problem])
