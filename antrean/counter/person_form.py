"""The identity of somebody whom staff help; a telephone number is welcome and not asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from antrean.actions.register_person import Person
from antrean.adapters.phone import read_mobile
from antrean.domain.identity import NAME_MAX, normalise_nik
from antrean.ui.fields import DayField, GroupedDigits
from antrean.ui.identity_words import SAID, say

SEXES = (("F", _("Perempuan")), ("M", _("Laki-laki")))


class PersonForm(forms.Form):
    """Copied from the card in the officer's hand."""

    nik = forms.CharField(
        label=_("NIK"),
        help_text=_("16 angka di KTP, KIA, atau Kartu Keluarga."),
        max_length=40,
        widget=GroupedDigits(),
        error_messages={"max_length": SAID["format"][1]},
    )
    full_name = forms.CharField(
        label=_("Nama lengkap"),
        help_text=_("Persis seperti di kartu. Satu kata saja juga boleh."),
        max_length=NAME_MAX,
        error_messages={"max_length": SAID["name_too_long"][1]},
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
        say(problems, form=self)
