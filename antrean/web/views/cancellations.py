"""Giving a place back: one page, one button, and thanks."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from antrean.actions.cancel import NothingToCancel, TooLateToCancel, cancel
from antrean.records import clock, lookups
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import places, problems
from antrean.web.asking import posted
from antrean.web.forms.change import CancelForm
from antrean.web.gates import own_application


@require_safe
@own_application
def cancelling(request: SignedIn, application: Application) -> HttpResponse:
    if lookups.live_appointment(application) is None:
        return redirect("web:ticket", application.ref)
    return _asked(request, application, CancelForm())


@require_POST
@own_application
def cancellations(request: SignedIn, application: Application) -> HttpResponse:
    """Cancel, once; pressing twice leads to the same ticket, now with its stamp."""
    form = CancelForm(posted(request))
    if not form.is_valid():
        return _asked(request, application, form)
    try:
        cancel(application, by=request.user, now=clock.now(), reason=form.cleaned_data["reason"])
    except (NothingToCancel, TooLateToCancel) as refusal:
        return problems.explained(request, refusal, ref=application.ref)
    return redirect("web:ticket", application.ref)


def _asked(request: SignedIn, application: Application, form: CancelForm) -> HttpResponse:
    held = lookups.live_appointment(application)
    context = {
        "form": form,
        "place": places.in_words(held) if held else None,
        "action": reverse("web:cancellations", args=[application.ref]),
        "back_url": reverse("web:ticket", args=[application.ref]),
    }
    return render(request, "web/cancelling.html", context, status=422 if form.is_bound else 200)
