"""An absence: what follows from it, and the way to ask a person to look at it again."""

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antrean.actions.hall.appeals import AlreadyAppealed, appeal
from antrean.domain.wording import day_in_words
from antrean.records import absences, clock, tickets
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import consequences, places, reader
from antrean.web.asking import posted
from antrean.web.forms.change import AppealForm
from antrean.web.gates import own_application


@require_http_methods(["GET", "HEAD", "POST"])
@own_application
def absence(request: SignedIn, application: Application) -> HttpResponse:
    """Show what was noted and take the applicant's words, once."""
    place = tickets.last_appointment(application)
    noted = absences.absence_of(place) if place else None
    if place is None or noted is None:
        raise Http404
    form = AppealForm(posted(request) if request.method == "POST" else None)
    if form.is_valid():
        with suppress(AlreadyAppealed):  # the page says what became of the first one
            appeal(noted, words=form.cleaned_data["words"], by=request.user, now=clock.now())
        return redirect("web:absence", application.ref)
    context = {
        "form": form if noted.appealed_at is None else None,
        "noted": noted,
        "place": places.in_words(place),
        "sentences": consequences.sentences(application, noted),
        "day": day_in_words(noted.day, language=reader.language()),
        "back_url": reverse("web:ticket", args=[application.ref]),
    }
    return render(request, "web/absence.html", context, status=422 if form.is_bound else 200)
