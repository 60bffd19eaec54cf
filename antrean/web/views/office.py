"""The third question: which office is liked best, and which others would do."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from antrean.actions import apply
from antrean.domain.wishes import from_json
from antrean.records import clock
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import steps
from antrean.web.asking import mark_of, onward, posted, question
from antrean.web.forms.office import NeighboursForm, OfficeForm
from antrean.web.gates import own_draft
from antrean.web.listings import listing


@require_http_methods(["GET", "HEAD", "POST"])
@own_draft
def office(request: SignedIn, application: Application) -> HttpResponse:
    """Ask for the office liked best; a changed answer asks again which others would do."""
    wishes = from_json(application.wishes)
    best = wishes.offices[:1]
    shown = listing(request, application, kept=best, now=clock.now())
    form = OfficeForm(
        posted(request), listed=shown.listed, known=shown.known, best=next(iter(best), "")
    )
    if form.is_valid():
        chosen = form.cleaned_data["office"]
        others = [code for code in wishes.offices[1:] if code != chosen]
        draft = apply.wish(application, wishes=replace(wishes, offices=(chosen, *others)))
        return redirect(steps.address("neighbours", draft) + mark_of(request))
    back = steps.address("person", application)
    return question(request, application, form, step="office", back=back, search=shown.search)


@require_http_methods(["GET", "HEAD", "POST"])
@own_draft
def neighbours(request: SignedIn, application: Application) -> HttpResponse:
    wishes = from_json(application.wishes)
    if not wishes.offices:
        return redirect("web:office", application.ref)
    best, *others = wishes.offices
    shown = listing(request, application, kept=others, left_out=best, now=clock.now())
    form = NeighboursForm(posted(request), listed=shown.listed, known=shown.known, also=others)
    if form.is_valid():
        also = [code for code in form.cleaned_data["also"] if code != best]
        draft = apply.wish(application, wishes=replace(wishes, offices=(best, *also)))
        return redirect(onward(request, draft, to="times"))
    return question(
        request,
        application,
        form,
        step="office",
        back=steps.address("office", application),
        template="neighbours",
        search=shown.search,
    )
