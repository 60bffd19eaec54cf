"""Help somebody without a telephone or e-mail apply: first, who they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from antrean.actions import apply
from antrean.actions.register_person import IdentityImplausible, register_helped
from antrean.counter import desk as desks
from antrean.counter import lists, words
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.counter.forms import TicketCode
from antrean.counter.person_form import PersonForm
from antrean.records.models import Application


@sensitive_post_parameters("nik", "full_name", "address", "phone")
@at_office(*HELPERS)
def people(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for the identity on the card, and list whom this office helped today."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        application = _begin(form, desk)
        if application is not None:
            return redirect(desk.url("purpose", ref=application.ref))
    status = 422 if form.errors else 200
    helped = lists.helped(desk)
    return desks.page(
        request,
        desk,
        "help.html",
        status=status,
        form=form,
        helped=helped,
        code_form=TicketCode(auto_id="tiket_%s", focused=False),
    )


def _begin(form: PersonForm, desk: Desk) -> Application | None:
    try:
        applicant = register_helped(
            person=form.person(), office=desk.office, by=desk.by, now=desk.now
        )
    except IdentityImplausible as problem:
        form.refuse(problem.problems)
        return None
    return apply.start_helped(
        applicant=applicant,
        office=desk.office,
        by=desk.by,
        language=words.language()[:2],
        now=desk.now,
    )
