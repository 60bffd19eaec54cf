"""Somebody without an appointment: what for, what they need, and a number within twenty seconds."""

from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall.give_priority import REASONS
from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.walk_in import NoRoomToday, Wanted, walk_in
from antrean.counter import desk as desks
from antrean.counter.desk import Desk, at_office
from antrean.counter.hall.answers import number
from antrean.counter.hall.console_words import NEEDS, SERVICES
from antrean.counter.hall.waits import wait_in_words
from antrean.domain.hall.stages import SERVICES as SERVICE_CODES
from antrean.records import access
from antrean.ui.fields import FocusedRadioSelect

PEOPLE_MAX = 6
ORDINARY = ""


class WalkInForm(forms.Form):
    """One page: service, why first if so, how many, and a key for the one press."""

    service = forms.ChoiceField(
        label=gettext_lazy("Keperluan"),
        choices=[(each, SERVICES[each]) for each in SERVICE_CODES],
        widget=FocusedRadioSelect,
        initial=SERVICE_CODES[0],
        error_messages={"required": gettext_lazy("Pilih keperluannya.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Prioritas"),
        choices=[(ORDINARY, gettext_lazy("Tidak")), *[(each, NEEDS[each]) for each in REASONS]],
        required=False,
        widget=forms.RadioSelect,
    )
    people = forms.TypedChoiceField(
        label=gettext_lazy("Jumlah orang"),
        choices=[(each, str(each)) for each in range(1, PEOPLE_MAX + 1)],
        coerce=int,
        initial=1,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Bahasa lembar nomor"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        initial="id",
        widget=forms.RadioSelect,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def wanted(self) -> Wanted:
        """Return what the person wants, ready to be given a number."""
        service, reason = self.cleaned_data["service"], self.cleaned_data["reason"]
        line = "priority" if reason else ("collection" if service == "collection" else "walk_in")
        return Wanted(
            service=service,
            line=line,
            key=self.cleaned_data["key"],
            needs=[reason] if reason else [],
            priority_reason=reason,
            people=self.cleaned_data["people"],
            language=self.cleaned_data["language"],
        )


@at_office()
def walking_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask, and give the number."""
    form, is_full = WalkInForm(request.POST if request.method == "POST" else None), False
    if form.is_valid():
        try:
            visit = walk_in(form.wanted(), office=desk.office, by=desk.by, now=desk.now)
        except NoRoomToday:
            is_full = True
            form.add_error(None, _("Hari ini sudah penuh. Tawarkan janji."))
        except HallClosed:
            form.add_error(None, _("Kantor sudah tutup untuk hari ini."))
        else:
            return redirect(desk.url("slip", visit=visit.pk))
    status = 422 if form.is_bound else 200
    return desks.page(request, desk, "hall/walk_in.html", form=form, full=is_full, status=status)


@at_office()
def slip(request: HttpRequest, desk: Desk, visit: int) -> HttpResponse:
    """Show the number large, to be printed or read out, in the visitor's own language."""
    found = access.visit(visit, office=desk.office)
    with translation.override(found.language):
        wait, service = wait_in_words(found, now=desk.now), str(SERVICES[found.service])
    return desks.page(
        request,
        desk,
        "hall/slip.html",
        number=number(found),
        service=service,
        people=found.people,
        wait=wait,
        spoken=found.language,
        now=desk.now,
    )
