"""One call: how it ended, and whose card to compare."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions import call_next as deed
from antrean.actions.show_person import show_person
from antrean.counter import desk as desks
from antrean.counter import words
from antrean.counter.desk import Desk, at_office
from antrean.counter.forms import Ending
from antrean.counter.identities import identity_rows
from antrean.records import access


@at_office()
def ending(request: HttpRequest, desk: Desk, call: int) -> HttpResponse:
    """End a call: the person was served, or did not come."""
    found = access.call(call, office=desk.office)
    console = redirect(desk.url("console", number=found.counter.number))
    if request.method != "POST":
        return console
    form = Ending(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih selesai atau tidak hadir."))
        return console
    outcome, number = form.cleaned_data["outcome"], words.number(found.appointment)
    said = _("Nomor %(number)s selesai.")
    if outcome == "absent":
        said = _("Nomor %(number)s dicatat tidak hadir.")
    try:
        deed.end_call(found, outcome=outcome, by=desk.by, now=desk.now)
    except deed.CallOver:
        said = _("Nomor %(number)s sudah selesai sebelumnya.")
    messages.info(request, said % {"number": number})
    return console


@at_office()
def identity(request: HttpRequest, desk: Desk, call: int) -> HttpResponse:
    """Show the person who was called, to compare with their card; looking goes on the ledger."""
    found = access.call(call, office=desk.office)
    if request.method != "POST" or found.ended_at is not None:
        return redirect(desk.url("console", number=found.counter.number))
    shown = show_person(found.appointment.application, office=desk.office, by=desk.by, now=desk.now)
    return desks.page(
        request,
        desk,
        "identity.html",
        number=words.number(found.appointment),
        rows=identity_rows(shown),
        back_url=desk.url("console", number=found.counter.number),
    )
