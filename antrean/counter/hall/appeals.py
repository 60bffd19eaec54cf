"""Appeals against an absence: a person reads the reason and decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall.appeals import AlreadyDecided, decide_appeal
from antrean.counter import desk as desks
from antrean.counter import lists, words
from antrean.counter.desk import LEADERS, Desk, at_office
from antrean.records import access
from antrean.records.hall.overview import absences_at


@at_office(*LEADERS)
def appeals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the appeals of this office."""
    rows = [
        (each, words.number(each.appointment), lists.masked(each.appointment.application))
        for each in absences_at(desk.office)
    ]
    return desks.page(request, desk, "hall/appeals.html", rows=rows)


@at_office(*LEADERS)
def deciding(request: HttpRequest, desk: Desk, absence: int) -> HttpResponse:
    """Excuse the absence, or let it stand."""
    found = access.absence(absence, office=desk.office)
    if request.method == "POST":
        excuse = request.POST.get("putusan") == "maafkan"
        try:
            decide_appeal(found, excuse=excuse, by=desk.by, now=desk.now)
        except AlreadyDecided:
            messages.warning(request, _("Sudah diputuskan sebelumnya."))
        else:
            messages.success(request, _("Putusan dicatat."))
    return redirect(desk.url("appeals"))
