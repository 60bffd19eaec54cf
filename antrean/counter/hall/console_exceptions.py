"""Asking that a number be called out of turn; a second person has to agree."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall.order_exceptions import ask_exception
from antrean.counter import desk as desks
from antrean.counter.forms import REASON_MAX, REASON_MIN
from antrean.counter.hall.console_gate import Console, at_work
from antrean.counter.hall.problems import FACTS, sentence
from antrean.records.hall import counters
from antrean.records.models import Visit

NUMBER = re.compile(r"([A-Z])[\s.-]*0*(\d{1,6})")


class Asking(forms.Form):
    """Which number, and why it should not wait for its turn."""

    number = forms.CharField(
        label=gettext_lazy("Nomor"),
        help_text=gettext_lazy("Seperti di tiketnya, misalnya A-012."),
        max_length=12,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "class": "code-field"}
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Tulis paling sedikit sepuluh huruf. Alasan ini dihitung terbuka."),
        min_length=REASON_MIN,
        max_length=REASON_MAX,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "min_length": gettext_lazy(
                "Alasan terlalu pendek. Tulis paling sedikit sepuluh huruf."
            ),
            "max_length": gettext_lazy(
                "Alasan terlalu panjang. Tulis paling banyak dua ratus huruf."
            ),
        },
    )

    def clean_number(self) -> tuple[str, int]:
        """Return letter and number. Raises where the text is no queue number."""
        read = NUMBER.fullmatch(self.cleaned_data["number"].strip().upper())
        if read is None:
            raise forms.ValidationError(_("Ini bukan nomor antrean. Contoh: A-012."))
        return read[1], int(read[2])


@at_work
def asking(request: HttpRequest, console: Console) -> HttpResponse:
    """Ask for the exception; nothing changes until a second person agrees."""
    form = Asking(request.POST if request.method == "POST" else None)
    if form.is_valid() and (visit := _asked(form, console)) is not None:
        said = _("Pengecualian untuk %(number)s sudah diminta. Orang kedua harus menyetujuinya.")
        messages.success(request, said % {"number": visit})
        return redirect(console.url())
    return desks.page(
        request,
        console.desk,
        "hall/console_exception.html",
        status=422 if form.errors else 200,
        form=form,
        back_url=console.url(),
    )


def _asked(form: Asking, console: Console) -> Visit | None:
    """Return the visit it was asked for; None where the form now says why not."""
    desk, (letter, number) = console.desk, form.cleaned_data["number"]
    visit = counters.visit_numbered(letter, number, office=desk.office, day=desk.today)
    if visit is None:
        form.add_error("number", _("Nomor ini belum hadir hari ini. Periksa lagi nomornya."))
        return None
    try:
        ask_exception(visit, reason=form.cleaned_data["reason"], by=desk.by, now=desk.now)
    except FACTS as fact:
        form.add_error("number", sentence(fact, console))
        return None
    return visit
