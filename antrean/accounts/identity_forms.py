"""Forms for a person as they stand on the identity card. What is plausible, others judge."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antrean.actions.register_person import Person, problems_of
from antrean.adapters.phone import read_mobile
from antrean.domain.identity import NAME_MAX, normalise_nik
from antrean.ui import identity_words
from antrean.ui.fields import DayField, GroupedDigits
from antrean.ui.pieces import Option

SEXES = (("F", _("Perempuan")), ("M", _("Laki-laki")))
ADDRESS_MAX = 300
AT_HOME, ELSEWHERE = "same", "other"


class CardForm(forms.Form):
    """What every card says: number, name, birth date and sex."""

    nik = forms.CharField(
        label=_("NIK"),
        help_text=_("16 angka di KTP, KIA, atau Kartu Keluarga."),
        widget=GroupedDigits,
        max_length=40,
        error_messages={"max_length": identity_words.SAID["format"][1]},
    )
    full_name = forms.CharField(
        label=_("Nama lengkap"),
        help_text=_("Persis seperti di kartu. Satu kata saja juga boleh."),
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        max_length=NAME_MAX,
        error_messages={"max_length": identity_words.SAID["name_too_long"][1]},
    )
    birth_date = DayField(
        label=_("Tanggal lahir"), help_text=_("Contoh: 31 3 1990."), birthday=True
    )
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEXES, widget=forms.RadioSelect)

    CARD = ("nik", "full_name", "birth_date", "sex")

    def __init__(self, answers: QueryDict | None, *, now: datetime) -> None:
        super().__init__(answers)
        self.now = now

    def clean_nik(self) -> str:
        """Drop the spaces people type between the digits."""
        return normalise_nik(self.cleaned_data["nik"])

    def clean(self) -> dict[str, Any]:
        """Say at once what contradicts itself, beside what is merely missing."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.keys() >= set(self.CARD):
            identity_words.say(problems_of(self.on_card(), now=self.now), form=self)
        return cleaned

    def on_card(self, *, address: str = "", phone: str = "") -> Person:
        """Return what the card says as a person, with the rest where it is known."""
        card = {name: self.cleaned_data[name] for name in self.CARD}
        return Person(**card, address=address, phone=phone)


class IdentityForm(CardForm):
    """The holder of the account."""

    address = forms.CharField(
        label=_("Alamat"),
        help_text=_("Alamat seperti di KTP."),
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
        max_length=ADDRESS_MAX,
    )
    phone = forms.CharField(
        label=_("Nomor ponsel"),
        help_text=_("Contoh: 0812 3456 7890. Untuk nomor luar negeri, mulai dengan + dan kode."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        max_length=40,
    )

    def clean_phone(self) -> str:
        """Bring the number into E.164."""
        if number := read_mobile(self.cleaned_data["phone"]):
            return number
        raise forms.ValidationError(
            _("Ini bukan nomor ponsel. Tulis nomor seperti 0812 3456 7890."), code="phone"
        )

    def person(self) -> Person:
        """Return the declared identity of a valid form."""
        said = self.cleaned_data
        return self.on_card(address=said["address"], phone=said["phone"])


class DependantForm(CardForm):
    """Somebody the holder applies for; what we know of the holder is not asked again."""

    RELATIONS = (
        ("child", Option(_("Anak saya"))),
        ("family", Option(_("Keluarga saya"), hint=_("Suami, istri, orang tua, saudara."))),
        ("helped", Option(_("Orang lain yang saya bantu"))),
    )
    HOMES = ((AT_HOME, _("Sama dengan alamat saya")), (ELSEWHERE, _("Alamat lain")))

    relation = forms.ChoiceField(
        label=_("Siapa orang ini bagi Anda?"), choices=RELATIONS, widget=forms.RadioSelect
    )
    home = forms.ChoiceField(
        label=_("Di mana orang ini tinggal?"),
        choices=HOMES,
        initial=AT_HOME,
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=_("Alamat lain"),
        help_text=_("Isi hanya bila alamatnya berbeda."),
        widget=forms.Textarea({"rows": 3}),
        max_length=ADDRESS_MAX,
        required=False,
    )
    field_order = ("relation",)

    def __init__(self, answers: QueryDict | None, *, holder_address: str, now: datetime) -> None:
        super().__init__(answers, now=now)
        self.holder_address = holder_address
        # A browser would offer the holder's own name and birthday here.
        self.fields["full_name"].widget.attrs["autocomplete"] = "off"
        self.fields["birth_date"] = DayField(
            label=_("Tanggal lahir"), help_text=_("Contoh: 31 3 1990.")
        )

    def clean(self) -> dict[str, Any]:
        """Take the holder's address unless another one is given."""
        cleaned = super().clean()
        if cleaned.get("home") == AT_HOME:
            cleaned["address"] = self.holder_address
        elif not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("Isi alamat orang ini, atau pilih alamat yang sama."))
        return cleaned

    def person(self) -> Person:
        """Return the declared identity of a valid form; the holder's phone serves both."""
        return self.on_card(address=self.cleaned_data["address"])
