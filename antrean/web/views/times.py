"""The fourth question: when somebody can not come."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from antrean.actions import apply
from antrean.domain.wishes import from_json
from antrean.records import clock
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import steps, weeks
from antrean.web.asking import mark_of, onward, posted, question
from antrean.web.forms.times import TimesForm
from antrean.web.gates import own_draft


@require_http_methods(["GET", "HEAD", "POST"])
@own_draft
def times(request: SignedIn, application: Application) -> HttpResponse:
    """Ask what is not possible; "Tambah tanggal" saves and opens more date fields."""
    wishes = from_json(application.wishes)
    if not wishes.offices:
        return redirect("web:office", application.ref)
    form = TimesForm(posted(request), wishes=wishes, week=weeks.of(wishes.offices, now=clock.now()))
    if form.is_valid():
        draft = apply.wish(
            application,
            wishes=form.new_wishes(offices=wishes.offices),
            start=form.cleaned_data["start"],
        )
        if "more" in request.POST:
            return redirect(f"{steps.address('times', draft)}{mark_of(request)}#dates")
        return redirect(onward(request, draft))
    back = steps.address("neighbours", application)
    return question(request, application, form, step="times", back=back)
