"""The printed ticket of somebody without a telephone: number, code, place, time and papers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from antrean.counter import desk as desks
from antrean.counter import papers, tickets
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.records import access, lookups


@at_office(*HELPERS)
def ticket(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Show the ticket of the place that is held now, ready to print."""
    application = access.helped_application(ref, office=desk.office)
    held = lookups.live_appointment(application)
    if held is None:
        return redirect(desk.url("helped", ref=ref))
    return desks.page(
        request,
        desk,
        "ticket.html",
        application=application,
        ticket=tickets.ticket(held),
        checklist=papers.papers(held),
    )
