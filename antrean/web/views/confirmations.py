"""Saying once more that one will come: by the link of a reminder, or from the ticket."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from antrean.actions.reconfirm import PlaceOver, reconfirm
from antrean.adapters.signing import ConfirmationForged, read_confirmation
from antrean.records import clock, lookups, tickets
from antrean.records.models import Application, Appointment
from antrean.ui.gates import SignedIn
from antrean.web import places, problems
from antrean.web.forms.change import ConfirmForm
from antrean.web.gates import own_application


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button to whoever holds the link; it can confirm, and nothing else.

    Opening the link changes nothing: mail programs open links by themselves.
    """
    try:
        appointment_id, days_before = read_confirmation(token)
    except ConfirmationForged as problem:
        raise Http404 from problem
    appointment = tickets.appointment(appointment_id)
    if appointment is None:
        raise Http404
    return _page(request, appointment, days_before=days_before)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own_application
def confirmation(request: SignedIn, application: Application) -> HttpResponse:
    """Show the holder the same button, at the time for it; the answer leads to the ticket."""
    form = ConfirmForm(request.POST if request.method == "POST" else request.GET)
    appointment = lookups.live_appointment(application)
    if appointment is None or not form.is_valid():
        return redirect("web:ticket", application.ref)
    days_before = form.cleaned_data["h"]
    if days_before != tickets.asked_days(appointment, now=clock.now()):
        return redirect("web:ticket", application.ref)
    answer = _page(request, appointment, days_before=days_before)
    if request.method == "POST" and answer.status_code == 302:
        return redirect("web:ticket", application.ref)
    return answer


def _page(request: HttpRequest, appointment: Appointment, *, days_before: int) -> HttpResponse:
    now = clock.now()
    if request.method == "POST":
        try:
            reconfirm(appointment, days_before=days_before, now=now)
        except PlaceOver as refusal:
            return problems.explained(request, refusal, ref=appointment.application.ref)
        return redirect(request.get_full_path())
    context = {
        "place": places.in_words(appointment),
        "is_confirmed": tickets.is_confirmed(appointment, days_before=days_before),
        "is_over": appointment.ended_at is not None or now >= appointment.window_ends_at,
        "days_before": days_before,
    }
    return render(request, "web/confirmation.html", context)
