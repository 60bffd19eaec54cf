"""The ticket: the one page that is needed from the given time to the counter."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from antrean.adapters.calendar_file import CalendarEntry, calendar_file
from antrean.records import clock, tickets
from antrean.records.cases import case_of
from antrean.records.lookups import local_day
from antrean.records.models import Application, Appointment
from antrean.ui.gates import SignedIn
from antrean.web import history, papers, places, ticket_card
from antrean.web.gates import own_application


@require_safe
@own_application
def ticket(request: SignedIn, application: Application) -> HttpResponse:
    appointment = tickets.last_appointment(application)
    if appointment is None:
        return redirect("web:result", application.ref)
    now, course = clock.now(), tickets.course_of(appointment)
    timezone = appointment.office.timezone
    context = {
        "application": application,
        "appointment": appointment,
        "ticket": ticket_card.ticket(appointment, visit=course, now=now),
        "stages": ticket_card.stages(appointment, visit=course),
        "sheet": _sheet(application, appointment),
        "events": history.events(application, owner=request.user, timezone=timezone),
        "is_today": appointment.day == local_day(appointment.office, now=now)
        and appointment.ending not in ("moved", "cancelled", "released"),
        "asks_days": tickets.asked_days(appointment, now=now),
    }
    return render(request, "web/ticket.html", context)


@require_safe
@own_application
def calendar(request: SignedIn, application: Application) -> HttpResponse:
    """Return the calendar file; after a cancellation, the one that takes the entry away."""
    appointment = tickets.last_appointment(application)
    if appointment is None:
        raise Http404
    over = appointment.ending in ("cancelled", "released")
    url = request.build_absolute_uri(reverse("web:ticket", args=[application.ref]))
    text = calendar_file(_entry(appointment, url=url, over=over), cancelled=over)
    method = "CANCEL" if over else "PUBLISH"
    headers = {"Content-Disposition": 'attachment; filename="janji.ics"'}
    return HttpResponse(
        text, content_type=f"text/calendar; charset=utf-8; method={method}", headers=headers
    )


def _sheet(application: Application, appointment: Appointment) -> papers.Sheet | None:
    case = case_of(application)
    if case is None:
        return None
    return papers.sheet(case, office=appointment.office, day=appointment.day)


def _entry(appointment: Appointment, *, url: str, over: bool) -> CalendarEntry:
    place, office = places.in_words(appointment), appointment.office
    return CalendarEntry(
        ref=place.ref,
        sequence=appointment.sequence + over,
        starts_at=appointment.arrives_at,
        ends_at=appointment.window_ends_at,
        timezone=office.timezone,
        written_at=clock.now(),
        summary=_("Janji paspor %(number)s") % {"number": place.number},
        location=f"{office.name}, {place.where}",
        description=_("Bawa tiket dan berkas asli."),
        url=url,
        point=(float(office.latitude), float(office.longitude)),
    )
