"""Beginning and ending work at a counter: choose it, choose what is done there, close it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall import open_counter
from antrean.counter import desk as desks
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.counter.hall import console_words as words
from antrean.counter.hall.console_gate import Console, Place, at_work
from antrean.counter.hall.problems import FACTS, sentence
from antrean.domain.hall.stages import STAGES
from antrean.records.hall import counters
from antrean.records.hall.line import open_shifts, stages_of
from antrean.records.models import Counter, Shift


class Opening(forms.Form):
    """What is done at the counter in this shift; at first everything it is meant for."""

    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Apa yang Anda layani di sini?"),
        help_text=gettext_lazy("Hanya nomor untuk tahap ini yang Anda panggil."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu tahap.")},
    )

    def __init__(self, request: HttpRequest, counter: Counter) -> None:
        meant = [stage for stage in STAGES if stage in (counter.stages or STAGES)]
        data = request.POST if request.method == "POST" else None
        super().__init__(data, initial={"stages": meant})
        field = self.fields["stages"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  it is ours
        field.choices = [(stage, words.STAGES[stage]) for stage in meant]


@at_office(*HELPERS)
def choosing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the counters of the office, who has one open, and which is one's own."""
    found = counters.counters_with_shifts(desk.office)
    rows = [
        (counter.number, _state(shift, desk), _work(counter, shift)) for counter, shift in found
    ]
    return desks.page(request, desk, "hall/console_counters.html", rows=rows)


def enter(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask what is done at the counter, and open it; say what stands in the way."""
    form = Opening(request, place.counter)
    if form.is_valid() and _opened(request, place, stages=form.cleaned_data["stages"]):
        return redirect(place.url())
    return desks.page(
        request,
        place.desk,
        "hall/console_entry.html",
        status=422 if form.errors else 200,
        form=form,
        counter=place.counter,
        others=_others(place),
        has_summary=counters.last_shift_at(place.counter, by=place.desk.by) is not None,
        summary_url=place.url("console_summary"),
    )


@at_work
def closing(request: HttpRequest, console: Console) -> HttpResponse:
    """Ask once more, then close the counter and show what the shift came to."""
    if request.method != "POST":
        return desks.page(
            request, console.desk, "hall/console_closing.html", counter=console.counter,
            back_url=console.url(), waiting=_waiting_nowhere(console),
        )  # fmt: skip
    try:
        open_counter.close_counter(console.shift, by=console.desk.by, now=console.desk.now)
    except FACTS as fact:
        messages.warning(request, sentence(fact, console))
        return redirect(console.url())
    messages.success(request, _("Loket sudah ditutup. Terima kasih."))
    return redirect(console.url("console_summary"))


def _opened(request: HttpRequest, place: Place, *, stages: list[str]) -> bool:
    """Open the counter; where that is not possible, say so above the form."""
    try:
        open_counter.open_counter(
            place.counter, stages=stages, by=place.desk.by, now=place.desk.now
        )
    except FACTS as fact:
        messages.warning(request, sentence(fact, place))
        return False
    return True


def _others(place: Place) -> list[tuple[int, str]]:
    """Return the other counters with what can be said of them."""
    found = counters.counters_with_shifts(place.desk.office)
    return [
        (counter.number, _state(shift, place.desk))
        for counter, shift in found
        if counter.pk != place.counter.pk
    ]


def _state(shift: Shift | None, desk: Desk) -> str:
    if shift is None:
        return _("kosong")
    return _("Anda di sini") if shift.account_id == desk.by.pk else _("dipakai petugas lain")


def _work(counter: Counter, shift: Shift | None) -> list[str]:
    stages = stages_of(shift) if shift else counter.stages
    return [str(words.STAGES[stage]) for stage in STAGES if stage in (stages or STAGES)]


def _waiting_nowhere(console: Console) -> list[str]:
    """Return the stages that nobody serves once this counter is closed."""
    others = open_shifts(console.desk.office).exclude(pk=console.shift.pk)
    left = {stage for shift in others for stage in (stages_of(shift) or STAGES)}
    mine = stages_of(console.shift) or STAGES
    return [str(words.STAGES[stage]) for stage in mine if stage not in left]
