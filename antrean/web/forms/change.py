"""Changing or giving back a time."""

import re
from collections.abc import Collection, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antrean.domain.identity import normalise_nik
from antrean.domain.wishes import OFFICES_MAX, Wishes
from antrean.records.models import MOVES_MAX
from antrean.web.forms.office import UNKNOWN, Listed, SomeOffices, offer
from antrean.web.forms.times import TimesForm
from antrean.web.weeks import Week

SIXTEEN_DIGITS = re.compile(r"[0-9]{16}")


class MoveForm(TimesForm):
    """Fields of `TimesForm`, and:

    `moved_before` = how often the time had been changed when the page was written (hidden);
    `offices` = codes of one to three offices.
    """

    moved_before = forms.IntegerField(min_value=0, max_value=MOVES_MAX, widget=forms.HiddenInput)
    offices = SomeOffices(
        label=_("Kantor yang bisa Anda datangi"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu kantor."),
            "invalid_choice": UNKNOWN,
        },
    )

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        wishes: Wishes,
        week: Week,
        moved_before: int,
        listed: Listed,
        known: Collection[str],
    ) -> None:
        super().__init__(sent, wishes=wishes, week=week)
        self.fields["moved_before"].initial = moved_before
        self.fields["offices"].initial = list(wishes.offices)
        offer(self.fields["offices"], listed=listed, known=known)

    def clean_offices(self) -> Sequence[str]:
        """Keep the order of preference there was; what is new comes after it."""
        codes = list(dict.fromkeys(self.cleaned_data["offices"]))
        if len(codes) > OFFICES_MAX:
            raise ValidationError(_("Pilih paling banyak tiga kantor."))
        before = [code for code in self.wishes.offices if code in codes]
        return [*before, *(code for code in codes if code not in before)]


class CancelForm(forms.Form):
    """Field: `reason`, up to 200 signs, may be left out."""

    reason = forms.CharField(
        label=_("Mengapa Anda membatalkan?"),
        help_text=_("Tulis saja bila Anda mau. Jangan menulis nomor identitas."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Tulis paling banyak 200 huruf.")},
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if SIXTEEN_DIGITS.search(normalise_nik(reason)):
            raise ValidationError(_("Jangan menulis nomor identitas di sini."))
        return reason


class ConfirmForm(forms.Form):
    """Field: `h` = 3 or 1, the days before the appointment for which this confirms."""

    h = forms.TypedChoiceField(choices=((3, 3), (1, 1)), coerce=int, widget=forms.HiddenInput)


class AppealForm(forms.Form):
    """`words` = why somebody did not come; read once and erased with the decision."""

    words = forms.CharField(
        label=_("Alasan Anda"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Paling banyak 300 huruf. Tidak perlu menulis NIK atau nama penyakit."),
        error_messages={
            "required": _("Tulis alasannya."),
            "min_length": _("Tulis alasannya sedikit lebih panjang, paling sedikit 10 huruf."),
            "max_length": _("Tulis lebih singkat, paling banyak 300 huruf."),
        },
    )
