"""When somebody cannot come: one card for each day the office works, tiles for parts of it."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.counter.words import language
from antrean.domain import wording
from antrean.domain.wishes import NothingLeft, Wishes, must_leave_something
from antrean.ui.fields import DayField, Tiles

WHOLE_DAY = "all"
PARTS = {
    "early": gettext_lazy("Pagi, sebelum pukul 10"),
    "late": gettext_lazy("Menjelang siang, pukul 10 sampai 12"),
    "afternoon": gettext_lazy("Siang, mulai pukul 12"),
}
SHORT_PARTS = {
    "early": gettext_lazy("pagi"),
    "late": gettext_lazy("menjelang siang"),
    "afternoon": gettext_lazy("siang"),
}


class WishForm(forms.Form):
    """Wishes for one office. `possible` are the (weekday, part) in which it works."""

    not_before = DayField(
        label=gettext_lazy("Paling cepat tanggal berapa?"),
        help_text=gettext_lazy("Kosongkan bila secepatnya."),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        possible: frozenset[tuple[int, str]],
        wishes: Wishes,
    ) -> None:
        super().__init__(data, initial={"not_before": wishes.not_before})
        self.possible = possible
        for weekday in sorted({weekday for weekday, _part in possible}):
            parts = [part for part in PARTS if (weekday, part) in possible]
            ruled_out = [part for part in parts if (weekday, part) in wishes.cannot]
            self.fields[f"day_{weekday}"] = forms.MultipleChoiceField(
                label=wording.weekday_in_words(weekday, language=language()),
                choices=[*((part, PARTS[part]) for part in parts), (WHOLE_DAY, _("Seharian"))],
                initial=[WHOLE_DAY] if ruled_out == parts else ruled_out,
                required=False,
                widget=Tiles,
            )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not self.possible:
            return cleaned
        try:
            must_leave_something(self.cannot(), possible=self.possible)
        except NothingLeft:
            raise forms.ValidationError(_("Sisakan paling sedikit satu waktu.")) from None
        return cleaned

    def cannot(self) -> frozenset[tuple[int, str]]:
        """Return the ruled out (weekday, part)."""
        return frozenset(
            (weekday, part)
            for weekday, part in self.possible
            if {part, WHOLE_DAY} & set(self.cleaned_data.get(f"day_{weekday}", ()))
        )

    def wishes(self, office: str) -> Wishes:
        """Return the wishes of a valid form for that office."""
        not_before: date | None = self.cleaned_data["not_before"]
        return Wishes((office,), self.cannot(), not_before=not_before)

    def days(self) -> Iterator[tuple[BoundField, str]]:
        """Yield each weekday's tiles with what is chosen so far, in words."""
        for name in self.fields:
            if name.startswith("day_"):
                yield self[name], _state(self[name].value() or [])


def _state(parts: list[str]) -> str:
    if WHOLE_DAY in parts:
        return _("tidak bisa")
    said = [str(SHORT_PARTS[part]) for part in parts if part in SHORT_PARTS]
    if not said:
        return _("bisa kapan saja")
    return _("tidak bisa %(parts)s") % {"parts": ", ".join(said)}
