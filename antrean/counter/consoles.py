"""A counter's console: who is being served, who comes next, and the one key that calls."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions import call_next as deed
from antrean.counter import desk as desks
from antrean.counter import lists, words
from antrean.counter.desk import Desk, at_office
from antrean.records import access, boards


@at_office()
def console(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show the console of one counter."""
    counter = access.counter(number, office=desk.office)
    call = boards.open_call(counter)
    return desks.page(
        request,
        desk,
        "console.html",
        counter=counter,
        call=call,
        current=lists.current(call) if call else None,
        line=lists.line(desk),
    )


@at_office()
def next_call(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Call the next person to this counter."""
    counter = access.counter(number, office=desk.office)
    if request.method == "POST":
        try:
            call = deed.call_next(counter=counter, by=desk.by, now=desk.now)
        except deed.CounterBusy:
            messages.warning(request, _("Selesaikan dahulu nomor yang sedang dipanggil."))
        else:
            said = _("Belum ada yang menunggu.")
            if call:
                said = _("Nomor %(number)s dipanggil.") % {"number": words.number(call.appointment)}
            messages.info(request, said)
    return redirect(desk.url("console", number=counter.number))
