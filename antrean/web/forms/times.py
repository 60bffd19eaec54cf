"""When somebody can not come: from which day on, parts of the week, single dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antrean.domain.wishes import (
    PART_NAMES,
    SINGLE_DAYS_MAX,
    NothingLeft,
    Wishes,
    must_leave_something,
)
from antrean.domain.wording import weekday_in_words
from antrean.records.working_week import WeekPart
from antrean.ui.fields import DayField, Tiles
from antrean.ui.pieces import Option, Words
from antrean.web import reader
from antrean.web.weeks import Week

WHOLE_DAY = "all"
PARTS: dict[str, Words] = {
    "early": _("Pagi, sebelum pukul 10"),
    "late": _("Menjelang siang, pukul 10 sampai 12"),
    "afternoon": _("Siang, mulai pukul 12"),
}
SHORT_PARTS: dict[str, Words] = {
    "early": _("pagi"),
    "late": _("menjelang siang"),
    "afternoon": _("siang"),
}
AHEAD_MAX = timedelta(days=366)
SPARE_DATES = 3
"""How many empty date fields stand ready; "Tambah tanggal" saves and brings more."""

DATE_FIELD = re.compile(r"date_([0-9]{1,2})_0")

PAST = _("Tanggal ini sudah lewat. Pilih tanggal yang akan datang.")
FAR = _("Tanggal ini terlalu jauh. Pilih tanggal dalam satu tahun ke depan.")


class TimesForm(forms.Form):
    """Fields, all but the first may be left out:

    `start` = soon or after; `after_0`, `after_1`, `after_2` = day, month, year;
    `weekday_0` (Monday) to `weekday_6` = any of early, late, afternoon, all, for what is NOT
    possible; `date_1_0`, `date_1_1`, `date_1_2`, `date_2_0` … = single dates that are not
    possible. Only weekdays and parts on which one of the chosen offices works are offered.
    """

    start = forms.ChoiceField(
        label=_("Mulai kapan Anda bisa datang?"),
        choices=(
            ("soon", Option(_("Secepatnya"))),
            ("after", Option(_("Setelah tanggal tertentu"))),
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih secepatnya atau setelah tanggal tertentu."),
            "invalid_choice": _("Pilih secepatnya atau setelah tanggal tertentu."),
        },
    )
    after = DayField(
        label=_("Setelah tanggal"),
        error_messages={"required": _("Isi tanggal, atau pilih Secepatnya.")},
    )
    use_required_attribute = False

    def __init__(self, sent: QueryDict | None, *, wishes: Wishes, week: Week) -> None:
        super().__init__(sent, initial=_start(wishes, today=week.today))
        self.fields["after"].required = sent is None or sent.get("start") == "after"
        self.wishes, self.possible, self.today = wishes, week.parts, week.today
        for weekday in sorted({weekday for weekday, _part in week.parts}):
            self._offer_weekday(weekday)
        kept = sorted(day for day in wishes.not_on if day > self.today)
        for number in range(1, self._dates_offered(len(kept)) + 1):
            self._offer_date(number, kept[number - 1] if number <= len(kept) else None)

    def _dates_offered(self, kept: int) -> int:
        """Return how many date fields there are: those stored or sent, and a few to spare."""
        sent = [int(found[1]) for name in self.data if (found := DATE_FIELD.fullmatch(name))]
        return min(max(kept + SPARE_DATES, *sent, 0), SINGLE_DAYS_MAX)

    def _offer_weekday(self, weekday: int) -> None:
        parts = [part for part in PART_NAMES if (weekday, part) in self.possible]
        ruled_out = [part for part in parts if (weekday, part) in self.wishes.cannot]
        self.fields[f"weekday_{weekday}"] = forms.MultipleChoiceField(
            label=weekday_in_words(weekday, language=reader.language()),
            choices=[*((part, PARTS[part]) for part in parts), (WHOLE_DAY, _("Seharian"))],
            required=False,
            widget=Tiles,
            initial=[WHOLE_DAY] if ruled_out == parts else ruled_out,
            error_messages={"invalid_choice": _("Pilih bagian hari dari daftar.")},
        )

    def _offer_date(self, number: int, day: date | None) -> None:
        label = _("Tanggal %(number)d yang tidak bisa") % {"number": number}
        self.fields[f"date_{number}"] = DayField(label=label, required=False, initial=day)

    def weekdays(self) -> list[tuple[BoundField, str]]:
        """Return each weekday's field with its state in words."""
        names = [name for name in self.fields if name.startswith("weekday_")]
        return [(self[name], state_in_words(self[name].value() or ())) for name in names]

    def dates(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("date_")]

    def clean(self) -> None:
        if self.cleaned_data.get("start") == "after":
            self._check_day("after", earliest=self.today)
        else:
            self.errors.pop("after", None)  # what stands there does not count
        for bound in self.dates():
            self._check_day(bound.name, earliest=self.today + timedelta(days=1))
        self._leave_something()

    def _check_day(self, name: str, *, earliest: date) -> None:
        day = self.cleaned_data.get(name)
        if day is None:
            return
        if day < earliest:
            self.add_error(name, str(PAST))
        elif day > self.today + AHEAD_MAX:
            self.add_error(name, str(FAR))

    def _leave_something(self) -> None:
        if not self.possible:
            return  # no hours are known: there was nothing to rule out
        try:
            must_leave_something(self._cannot(), possible=self.possible)
        except NothingLeft:
            self.add_error(self.weekdays()[0][0].name, _("Sisakan paling sedikit satu waktu."))

    def _cannot(self) -> frozenset[WeekPart]:
        return frozenset(
            (weekday, part)
            for weekday, part in self.possible
            if {part, WHOLE_DAY} & set(self.cleaned_data.get(f"weekday_{weekday}") or ())
        )

    def _ruled_out_dates(self) -> Iterator[date]:
        return (
            day
            for name, day in self.cleaned_data.items()
            if name.startswith("date_") and day is not None
        )

    def new_wishes(self, *, offices: Sequence[str]) -> Wishes:
        """Return the wishes as they were typed; call it on a valid form."""
        is_later = self.cleaned_data["start"] == "after"
        return Wishes(
            offices=tuple(offices),
            cannot=self._cannot(),
            not_on=frozenset(self._ruled_out_dates()),
            not_before=self.cleaned_data["after"] + timedelta(days=1) if is_later else None,
        )


def _start(wishes: Wishes, *, today: date) -> dict[str, object]:
    if wishes.not_before is None or wishes.not_before <= today:
        return {"start": "soon"}
    return {"start": "after", "after": wishes.not_before - timedelta(days=1)}


def state_in_words(ruled_out: Sequence[str]) -> str:
    """Return "bisa kapan saja", "tidak bisa pagi", or "tidak bisa" for a whole day."""
    if not ruled_out:
        return str(_("bisa kapan saja"))
    if WHOLE_DAY in ruled_out:
        return str(_("tidak bisa"))
    parts = [str(SHORT_PARTS[part]) for part in PART_NAMES if part in ruled_out]
    return str(_("tidak bisa %(parts)s")) % {"parts": ", ".join(parts)}
