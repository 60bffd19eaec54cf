"""What a kiosk asks: a code, a service, needs; nothing about who somebody is."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from antrean.domain.allocation import PRIORITY_NEEDS

SERVICES = {
    "new": _("Paspor baru"),
    "replacement": _("Ganti paspor"),
    "data_change": _("Ubah nama atau data"),
    "collection": _("Ambil paspor yang sudah jadi"),
}
NEEDS = {
    "elderly": _("Umur 60 tahun ke atas"),
    "child": _("Bersama anak di bawah 5 tahun"),
    "pregnant": _("Hamil atau menyusui"),
    "wheelchair": _("Memakai kursi roda"),
    "deaf": _("Tuli"),
    "blind": _("Netra"),
    "disabled": _("Disabilitas lain"),
}
PRIORITY = PRIORITY_NEEDS | {"elderly", "child"}
PEOPLE_MAX = 6


class ServiceForm(forms.Form):
    """Field: `service`, one of SERVICES."""

    service = forms.ChoiceField(choices=list(SERVICES.items()), label=_("Keperluan"))


class NeedsForm(ServiceForm):
    """Fields: `service`; `needs`, perhaps none; `people` 1 to 6; `key`, one for each press."""

    needs = forms.MultipleChoiceField(
        choices=list(NEEDS.items()), required=False, label=_("Perlu bantuan?")
    )
    people = forms.TypedChoiceField(
        choices=[(number, str(number)) for number in range(1, PEOPLE_MAX + 1)],
        coerce=int,
        initial=1,
        label=_("Berapa orang yang dilayani?"),
    )
    key = forms.UUIDField(initial=uuid4)

    @property
    def line(self) -> str:
        """Return the class of number this visitor gets."""
        if self.cleaned_data["service"] == "collection":
            return "collection"
        entitled = PRIORITY.intersection(self.cleaned_data["needs"])
        return "priority" if entitled else "walk_in"
