"""The door: one code typed or scanned, one clear answer, the card beside it to compare."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from antrean.actions.hall import check_in as deed
from antrean.actions.hall.holding import HallClosed
from antrean.counter import desk as desks
from antrean.counter.desk import Desk, at_office
from antrean.counter.forms import DoorCode
from antrean.counter.hall import answers
from antrean.counter.hall.answers import Answer
from antrean.records import access, boards
from antrean.records.hall.arrivals import family_expected, visit_of

WALK_IN = "0"
"""Typed instead of a code, it leads to the page for somebody without an appointment."""


@at_office()
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the office's day, with the code field ready."""
    return draw(request, desk, form=DoorCode())


@at_office()
def attendance(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check in whoever holds the code. The answer is drawn here: it never gets an address."""
    if request.method != "POST":
        return redirect(desk.url("today"))
    form = DoorCode(request.POST)
    if form.is_valid() and form.cleaned_data["code"] == WALK_IN:
        return redirect(desk.url("walk_in"))
    answer = _receive(form.cleaned_data["code"], desk) if form.is_valid() else answers.unread()
    fresh = DoorCode(answered=True)
    return draw(request, desk, form=fresh, answer=answer, status=answer.status)


def draw(
    request: HttpRequest, desk: Desk, *, form: DoorCode, status: int = 200, **context: object
) -> HttpResponse:
    """Draw the door; `context` may carry the answer to a code."""
    return desks.page(
        request,
        desk,
        "hall/door.html",
        status=status,
        code_form=form,
        counts=boards.day_counts(desk.office, now=desk.now),
        **context,
    )


def _receive(code: str, desk: Desk) -> Answer:
    """Check in, and say what happened; a ticket of another office is as unknown as a wrong one."""
    try:
        application = access.application_at(code, office=desk.office)
    except Http404:
        return answers.unknown(desk)
    try:
        visit = deed.check_in(application, office=desk.office, by=desk.by, now=desk.now)
    except HallClosed:
        return answers.closed()
    except deed.NoPlaceHere:
        return answers.no_place(application, desk)
    except deed.WrongDay as problem:
        return answers.wrong_day(application, problem.day, desk)
    except deed.AlreadyIn:
        found = visit_of(application)
        if found is None:
            return answers.no_place(application, desk)
        return answers.beside_card(answers.came_again(found, desk), application, desk)
    family = family_expected(visit, now=desk.now)
    return answers.beside_card(answers.arrived(visit, family, desk), application, desk)
