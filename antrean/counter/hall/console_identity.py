"""The identity of whoever stands at the counter: opened on request, written on the ledger."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from antrean.actions.hall.holding import CallOver
from antrean.actions.show_person import NobodyNamed, show_person
from antrean.counter.hall import console_page
from antrean.counter.hall.console_gate import Console, at_work
from antrean.counter.hall.problems import sentence
from antrean.counter.identities import identity_rows
from antrean.records.models import Call


@at_work
def identity(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Show the identity beside the number. It is drawn here: it never gets an address."""
    found = console.call(call)
    if request.method != "POST":
        return redirect(console.url())
    if found.ended_at is not None or found.counter_id != console.counter.pk:
        messages.warning(request, sentence(CallOver(), console))
        return redirect(console.url())
    rows = _rows(console, found)
    return console_page.draw(request, console, identity=rows, is_nameless=not rows)


def _rows(console: Console, call: Call) -> list[object]:
    """Return the rows to compare with the card; none for somebody without an appointment."""
    place, desk = call.visit.appointment, console.desk
    if place is None:
        return []
    try:
        shown = show_person(place.application, office=desk.office, by=desk.by, now=desk.now)
    except NobodyNamed:
        return []
    return list(identity_rows(shown))
