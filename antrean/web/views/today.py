"""The page of the day: when to leave, who is ahead, when the call will come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antrean.domain.wording import clock_in_words
from antrean.records import clock, tickets
from antrean.records.lookups import local_day
from antrean.records.models import Application, Appointment
from antrean.ui.gates import SignedIn
from antrean.ui.snapshots import snapshot
from antrean.web import hall_position, places, reader
from antrean.web.gates import own_application

TRAVEL = "perjalanan"
UPDATED = "Antrean-Clock"
"""The header that tells a script when it looked, in words."""


@require_safe
@own_application
def today(request: SignedIn, application: Application) -> HttpResponse:
    """Show the day; on any other day the ticket says everything."""
    place = _place_today(application)
    if place is None:
        return redirect("web:ticket", application.ref)
    now, travel = clock.now(), _travel(request)
    context = {
        "application": application,
        "place": places.in_words(place),
        "office": place.office,
        "position": hall_position.position(place, travel=travel, now=now),
        "travel": travel,
        "updated": _clock(place),
        "state_url": _state_url(application, travel),
        "code": application.ticket_code,
    }
    return render(request, "web/today.html", context)


@require_safe
@own_application
def position(request: SignedIn, application: Application) -> HttpResponse:
    """Return the same in a few bytes for the page's script, or 304 where nothing has changed."""
    place = _place_today(application)
    if place is None:
        return HttpResponse(status=410)
    found = hall_position.position(place, travel=_travel(request), now=clock.now())
    facts = {
        "heading": found.heading,
        "sentences": found.sentences,
        "urgent": found.urgent,
        "is_here": found.is_here,
    }
    return snapshot(request, facts, aside={UPDATED: _clock(place)})


def _place_today(application: Application) -> Appointment | None:
    place = tickets.last_appointment(application)
    if place is None or place.ending in ("moved", "cancelled", "released"):
        return None
    return place if place.day == local_day(place.office, now=clock.now()) else None


def _travel(request: HttpRequest) -> int | None:
    """Return the minutes on the road somebody named; nothing else is kept of it."""
    text = request.GET.get(TRAVEL, "")
    known = text.isascii() and text.isdigit() and len(text) <= 3
    return min(int(text), hall_position.TRAVEL_MOST) if known else None


def _state_url(application: Application, travel: int | None) -> str:
    address = reverse("web:position", args=[application.ref])
    return f"{address}?{TRAVEL}={travel}" if travel is not None else address


def _clock(place: Appointment) -> str:
    return clock_in_words(clock.now(), timezone=place.office.timezone, language=reader.language())
