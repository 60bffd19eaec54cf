"""The second question: who comes, and what they need at the office."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antrean.actions import apply
from antrean.records import access, people
from antrean.records.models import DEPENDANTS_MAX, Application
from antrean.ui.gates import ONWARD, SignedIn
from antrean.web import steps
from antrean.web.asking import onward, posted, question
from antrean.web.forms.person import PersonForm
from antrean.web.gates import own_draft


@require_http_methods(["GET", "HEAD", "POST"])
@own_draft
def person(request: SignedIn, application: Application) -> HttpResponse:
    listed = people.people_of(request.user)
    form = PersonForm(
        posted(request),
        people=listed,
        chosen=application.applicant_id or listed[0].pk,
        needs=application.answers.get("needs", ()),
    )
    if form.is_valid():
        chosen = access.applicant(form.cleaned_data["applicant"], by=request.user)
        draft = apply.answer(application, applicant=chosen, needs=form.cleaned_data["needs"])
        return redirect(onward(request, draft, to="office"))
    before = "purpose" if steps.needs_no_guard(application) else "old_passport"
    return question(
        request,
        application,
        form,
        step="person",
        back=steps.address(before, application),
        add_url=_add_url(request, listed=len(listed)),
    )


def _add_url(request: SignedIn, *, listed: int) -> str:
    """Return where another person is added, and from there back here; nothing when full."""
    if listed > DEPENDANTS_MAX:
        return ""
    return f"{reverse('accounts:add_person')}?{urlencode({ONWARD: request.get_full_path()})}"
