"""Short forms at the counter: a ticket code, a reason, an identity to release."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antrean.domain.identity import looks_like_nik, normalise_nik
from antrean.ui.fields import GroupedDigits

REASON_MIN = 10
REASON_MAX = 200


class TicketCode(forms.Form):
    """The eight signs under the QR code; a scanner types them and presses Enter."""

    code = forms.CharField(
        label=_("Kode tiket"),
        max_length=40,
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-field",
            }
        ),
        error_messages={"required": _("Pindai tiket atau ketik kodenya.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, auto_id: str = "id_%s", focused: bool = True
    ) -> None:
        super().__init__(data, auto_id=auto_id)
        if focused:
            self.fields["code"].widget.attrs["autofocus"] = True


class DoorCode(TicketCode):
    """The same signs at the door; once there is an answer, the field is described by it."""

    def __init__(self, data: QueryDict | None = None, *, answered: bool = False) -> None:
        super().__init__(data)
        self.fields["code"].help_text = _("Pindai kode QR, atau ketik delapan tandanya.")
        if answered:
            described = "hasil id_code_helptext"
            self.fields["code"].widget.attrs["aria-describedby"] = described


class CancelReason(forms.Form):
    """Why a place is given back; may stay empty."""

    reason = forms.CharField(label=_("Alasan"), max_length=REASON_MAX, required=False)


class CardNumber(forms.Form):
    """The number on the card in the officer's hand; it cleans to sixteen digits."""

    nik = forms.CharField(
        label=_("NIK"),
        help_text=_("Ketik 16 angka dari kartu yang Anda pegang."),
        max_length=40,
        widget=GroupedDigits(),
    )

    def clean_nik(self) -> str:
        digits = normalise_nik(self.cleaned_data["nik"])
        if not looks_like_nik(digits):
            raise forms.ValidationError(
                _("NIK terdiri dari 16 angka. Salin semua angkanya dari kartu.")
            )
        return digits


class ReleaseForm(CardNumber):
    """Whose application ends and why, having seen the card."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tulis paling sedikit sepuluh huruf. Alasan ini tercatat di buku kantor."),
        min_length=REASON_MIN,
        max_length=REASON_MAX,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "min_length": _("Alasan terlalu pendek. Tulis paling sedikit sepuluh huruf."),
            "max_length": _("Alasan terlalu panjang. Tulis paling banyak dua ratus huruf."),
        },
    )
    card_seen = forms.BooleanField(
        label=_("Saya sudah melihat kartu aslinya dan orangnya sama."),
        error_messages={"required": _("Lihat dahulu kartu aslinya, lalu beri tanda.")},
    )
