"""Which offices somebody can reach: the one they like best, and others that would do."""

from collections.abc import Collection, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antrean.domain.wishes import OFFICES_MAX
from antrean.ui.pieces import Option

Listed = Sequence[tuple[str, Option]]
UNKNOWN = _("Kantor ini tidak kami kenal. Pilih dari daftar.")


class OneOffice(forms.ChoiceField):
    """Shows the offices that were found, and takes any office there is."""

    known: Collection[str] = ()

    def valid_value(self, value: str) -> bool:
        return value in self.known


class SomeOffices(forms.MultipleChoiceField):
    """Shows the offices that were found, and takes any offices there are."""

    known: Collection[str] = ()

    def valid_value(self, value: str) -> bool:
        return value in self.known


def offer(field: forms.Field, *, listed: Listed, known: Collection[str]) -> None:
    """Show these offices in a field and let it take all known ones."""
    if isinstance(field, OneOffice | SomeOffices):
        field.choices, field.known = list(listed), known


class OfficeForm(forms.Form):
    """Field: `office` = code of the office liked best; any office, also one not listed."""

    office = OneOffice(
        label=_("Pilih satu kantor"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu kantor."), "invalid_choice": UNKNOWN},
    )

    def __init__(
        self, sent: QueryDict | None, *, listed: Listed, known: Collection[str], best: str
    ) -> None:
        super().__init__(sent, initial={"office": best})
        offer(self.fields["office"], listed=listed, known=known)


class NeighboursForm(forms.Form):
    """Field: `also` = codes of up to two more offices, the second and third preference."""

    also = SomeOffices(
        label=_("Kantor lain mana yang juga bisa Anda datangi?"),
        help_text=_("Pilih paling banyak dua, atau lanjut saja. Makin banyak, makin cepat."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        listed: Listed,
        known: Collection[str],
        also: Sequence[str],
    ) -> None:
        super().__init__(sent, initial={"also": also})
        offer(self.fields["also"], listed=listed, known=known)

    def clean_also(self) -> list[str]:
        codes = list(dict.fromkeys(self.cleaned_data["also"]))
        if len(codes) > OFFICES_MAX - 1:
            raise ValidationError(_("Pilih paling banyak dua kantor lain."))
        return codes
