"""Back in the line: somebody was away, and waits again by the rule; or is given priority."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall.give_priority import REASONS, NotWaiting, give_priority
from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.park import NotParked, unpark
from antrean.actions.hall.rejoin import NotAbsent, rejoin
from antrean.counter import desk as desks
from antrean.counter.desk import Desk, at_office
from antrean.counter.hall.answers import number
from antrean.counter.hall.console_words import NEEDS
from antrean.records import access
from antrean.ui.fields import FocusedRadioSelect

CLOSED = gettext_lazy("Kantor sudah tutup, jadi tidak ada yang berubah.")
MOVED_ON = gettext_lazy("Keadaan nomor ini sudah berubah. Pindai lagi tiketnya.")


class PriorityForm(forms.Form):
    """Why somebody has priority."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Apa yang Anda lihat?"),
        choices=[(each, NEEDS[each]) for each in REASONS],
        widget=FocusedRadioSelect,
        error_messages={"required": gettext_lazy("Pilih satu alasan.")},
    )


@at_office()
def returning(request: HttpRequest, desk: Desk, visit: int) -> HttpResponse:
    """Let somebody who was absent or away wait again."""
    found = access.visit(visit, office=desk.office)
    if request.method == "POST":
        again = rejoin if found.state == "absent" else unpark
        try:
            again(found, by=desk.by, now=desk.now)
        except HallClosed:
            messages.warning(request, CLOSED)
        except (NotAbsent, NotParked):
            messages.warning(request, MOVED_ON)
        else:
            said = _("Nomor %(number)s antre lagi.") % {"number": number(found)}
            messages.success(request, said)
    return redirect(desk.url("today"))


@at_office()
def priority(request: HttpRequest, desk: Desk, visit: int) -> HttpResponse:
    """Ask for the reason and move somebody to the priority line; the number stays."""
    found = access.visit(visit, office=desk.office)
    form = PriorityForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_priority(found, reason=form.cleaned_data["reason"], by=desk.by, now=desk.now)
        except HallClosed:
            messages.warning(request, CLOSED)
        except NotWaiting:
            messages.warning(request, MOVED_ON)
        else:
            said = _("Nomor %(number)s sekarang prioritas.") % {"number": number(found)}
            messages.success(request, said)
        return redirect(desk.url("today"))
    return desks.page(
        request,
        desk,
        "hall/priority.html",
        form=form,
        number=number(found),
        back_url=desk.url("today"),
        status=422 if form.is_bound else 200,
    )
