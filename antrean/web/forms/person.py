"""Who comes to the office, and what they need there."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antrean.records.models import Applicant
from antrean.ui.pieces import Option, Words

RELATIONS: dict[str, Words] = {
    "self": _("Saya sendiri"),
    "child": _("Anak saya"),
    "family": _("Keluarga saya"),
    "helped": _("Orang yang saya bantu"),
}
NEEDS: dict[str, Words] = {
    "pregnant": _("Hamil atau menyusui"),
    "wheelchair": _("Memakai kursi roda"),
    "deaf": _("Tuli"),
    "blind": _("Netra"),
    "disabled": _("Disabilitas lain"),
    "sick": _("Sakit"),
}
"""What can be asked for; those in `allocation.PRIORITY_NEEDS` open the priority seats."""


class PersonForm(forms.Form):
    """Fields: `applicant` = key of one of the account's people; `needs` = any of `NEEDS`."""

    applicant = forms.TypedChoiceField(
        label=_("Siapa yang datang?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih siapa yang datang."),
            "invalid_choice": _("Pilih orang dari daftar Anda."),
        },
    )
    needs = forms.MultipleChoiceField(
        label=_("Apakah ada kebutuhan khusus?"),
        help_text=_(
            "Lansia 60 tahun ke atas dan anak di bawah 5 tahun kami kenali dari tanggal lahir."
            " Mereka otomatis mendapat jalur prioritas."
        ),
        choices=tuple(NEEDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih kebutuhan dari daftar.")},
    )

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        people: Sequence[Applicant],
        chosen: int,
        needs: Sequence[str],
    ) -> None:
        super().__init__(sent, initial={"applicant": chosen, "needs": needs})
        field = self.fields["applicant"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (each.pk, Option(each.full_name, hint=RELATIONS[each.relation])) for each in people
        ]
