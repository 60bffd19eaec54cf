"""Form fields for things people have on a card: identity number, dates, one-time codes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class GroupedDigits(forms.TextInput):
    """A long number, shown in groups of four while it is typed. The server drops the spaces."""

    template_name = "ui/widgets/grouped_digits.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {"inputmode": "numeric", "autocomplete": "off", "data-group": "4"}
        super().__init__({**ours, "class": "wide-digits", **(attrs or {})})


class OneTimeCode(forms.TextInput):
    """A code from an e-mail: one field, paste and the phone's suggestion allowed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {"autocomplete": "one-time-code", "autocapitalize": "characters"}
        super().__init__({**ours, "spellcheck": "false", **(attrs or {})})


class Tiles(forms.CheckboxSelectMultiple):
    """Checkboxes as tiles side by side, for parts of a day."""

    template_name = "ui/widgets/tiles.html"


class FocusedRadioSelect(forms.RadioSelect):
    """Radio buttons; the chosen one, or else the first, has the focus when the page opens."""

    def optgroups(self, *args: Any, **more: Any) -> list[Any]:  # noqa: ANN401
        groups = super().optgroups(*args, **more)
        options = [option for _name, group, _index in groups for option in group]
        chosen = next((each for each in options if each["selected"]), options[0])
        chosen["attrs"]["autofocus"] = True
        return groups


class DayParts(forms.MultiWidget):
    """Day, month and year as three short fields, each with its own label."""

    template_name = "ui/widgets/day_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        sizes = {"day": 2, "month": 2, "year": 4}
        parts = [_digits(part, size=size, birthday=birthday) for part, size in sizes.items()]
        super().__init__(parts, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


def _digits(part: str, *, size: int, birthday: bool) -> forms.TextInput:
    attrs = {"inputmode": "numeric", "maxlength": str(size)}
    return forms.TextInput({**attrs, "autocomplete": f"bday-{part}"} if birthday else attrs)


class DayField(forms.MultiValueField):
    """A calendar date from three fields; an impossible one is refused in words."""

    default_error_messages = {
        "required": _("Isi hari, bulan, dan tahun."),
        "invalid": _("Tanggal ini tidak ada. Periksa hari, bulan, dan tahun."),
    }

    def __init__(self, *, birthday: bool = False, **options: Any) -> None:  # noqa: ANN401
        number = forms.IntegerField(min_value=1, max_value=9999)
        options.setdefault("widget", DayParts(birthday=birthday))
        super().__init__((number, number, number), require_all_fields=True, **options)

    def clean(self, value: object) -> date | None:
        try:
            cleaned: date | None = super().clean(value)
        except ValidationError as error:
            if getattr(error, "code", None) == "required":
                raise
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return cleaned

    def compress(self, data_list: Sequence[int]) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except (TypeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
