"""The offices somebody is on duty at, and today at one of them."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from antrean.counter import desk as desks
from antrean.counter.desk import Desk, at_office
from antrean.counter.forms import TicketCode
from antrean.records import access, boards
from antrean.ui.gates import SignedIn, account_required


@never_cache
@account_required
def offices(request: SignedIn) -> HttpResponse:
    """List the offices this account is on duty at; without any, this page does not exist."""
    found = access.offices_on_duty(request.user)
    if not found:
        raise Http404
    return render(request, "counter/offices.html", {"offices": found, "who": request.user.username})


@at_office()
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the office's day, with the code field ready."""
    return today_page(request, desk, form=TicketCode())


def today_page(
    request: HttpRequest, desk: Desk, *, form: forms.Form, status: int = 200, **context: object
) -> HttpResponse:
    """Draw the day; `context` may carry the result of a code."""
    return desks.page(
        request,
        desk,
        "today.html",
        status=status,
        code_form=form,
        attendance_url=desk.url("attendance"),
        today_url=desk.url("today"),
        counts=boards.day_counts(desk.office, now=desk.now),
        counters=boards.counters_of(desk.office),
        **context,
    )
