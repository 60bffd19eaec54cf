"""What the whole hall is told: an announcement, a pause, an emergency, the end of the day."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.actions.hall.close_hall import StillServing, close_hall
from antrean.actions.hall.hall_state import announce, set_state
from antrean.actions.hall.holding import HallClosed
from antrean.counter import desk as desks
from antrean.counter.desk import LEADERS, Desk, at_office
from antrean.domain.hall.voice import ANNOUNCEMENTS
from antrean.records import boards
from antrean.records.hall.day import hall_day

CLOSED = gettext_lazy("Kantor sudah tutup, jadi tidak ada yang berubah.")
CHANGED = {
    "open": gettext_lazy("Balai melayani lagi."),
    "paused": gettext_lazy("Seluruh balai beristirahat. Nomor yang dipanggil boleh diselesaikan."),
    "emergency": gettext_lazy("Keadaan darurat diumumkan di semua layar."),
}


class StateForm(forms.Form):
    """`state` = open, paused or emergency; an emergency says what to do, in both languages."""

    state = forms.ChoiceField(choices=[(each, each) for each in ("open", "paused", "emergency")])
    text_id = forms.CharField(max_length=160, required=False)
    text_en = forms.CharField(max_length=160, required=False)


@at_office()
def announcing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Play and show a preset announcement."""
    key = request.POST.get("key", "")
    if request.method == "POST" and key in ANNOUNCEMENTS:
        try:
            announce(desk.office, key=key, by=desk.by, now=desk.now)
        except HallClosed:
            messages.warning(request, CLOSED)
        else:
            messages.success(request, _("Pengumuman diputar."))
    return redirect(desk.url("overview"))


@at_office()
def changing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let the hall rest or go on; an emergency is the head's to begin and to end."""
    form = StateForm(request.POST)
    was = hall_day(desk.office, now=desk.now).state
    if request.method != "POST" or not form.is_valid():
        return redirect(desk.url("overview"))
    state = form.cleaned_data["state"]
    words = {name: form.cleaned_data[name] for name in ("text_id", "text_en")}
    if "emergency" in (state, was) and not desk.may_lead:
        messages.warning(request, _("Keadaan darurat dimulai dan diakhiri oleh kepala kantor."))
    elif state == "emergency" and not all(words.values()):
        messages.warning(request, _("Tulis apa yang harus dilakukan, dalam kedua bahasa."))
    else:
        try:
            set_state(desk.office, state=state, **words, by=desk.by, now=desk.now)
        except HallClosed:
            messages.warning(request, CLOSED)
        else:
            messages.success(request, CHANGED[state])
    return redirect(desk.url("overview"))


@at_office(*LEADERS)
def closing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say what will happen to whom, then close the day."""
    if request.method == "POST":
        try:
            close_hall(desk.office, by=desk.by, now=desk.now)
        except StillServing as problem:
            said = _("Masih ada nomor di loket %(counters)s. Selesaikan dahulu.")
            counters = ", ".join(map(str, problem.counters))
            messages.warning(request, said % {"counters": counters})
        else:
            messages.success(request, _("Kantor ditutup untuk hari ini."))
        return redirect(desk.url("overview"))
    return desks.page(
        request,
        desk,
        "hall/closing.html",
        counts=boards.day_counts(desk.office, now=desk.now),
        hall=hall_day(desk.office, now=desk.now),
        back_url=desk.url("overview"),
    )
