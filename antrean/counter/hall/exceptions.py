"""Exceptions from the order: a second person agrees or refuses, and everybody can count them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.order_exceptions import (
    AlreadyDecided,
    NeedsSecondPerson,
    decide_exception,
)
from antrean.counter import desk as desks
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.counter.hall.answers import number
from antrean.records import access
from antrean.records.hall.overview import exceptions_at


@at_office(*HELPERS)
def exceptions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List what was asked for today, undecided first, and count it."""
    found = [(each, number(each.visit)) for each in exceptions_at(desk.office, now=desk.now)]
    is_open = [row for row in found if not (row[0].agreed_at or row[0].refused_at)]
    past = [row for row in found if row not in is_open]
    counts = {
        "asked": len(found),
        "agreed": sum(each.agreed_at is not None for each, _number in found),
        "refused": sum(each.refused_at is not None for each, _number in found),
        "used": sum(each.used_at is not None for each, _number in found),
    }
    return desks.page(request, desk, "hall/exceptions.html", open=is_open, past=past, counts=counts)


@at_office(*HELPERS)
def deciding(request: HttpRequest, desk: Desk, asked: int) -> HttpResponse:
    """Agree or refuse; whoever asked cannot agree themselves."""
    found = access.order_exception(asked, office=desk.office)
    if request.method == "POST":
        agree = request.POST.get("putusan") == "setuju"
        try:
            decide_exception(found, agree=agree, by=desk.by, now=desk.now)
        except NeedsSecondPerson:
            messages.warning(request, _("Anda yang memintanya. Orang kedua harus setuju."))
        except AlreadyDecided:
            messages.warning(request, _("Sudah diputuskan sebelumnya."))
        except HallClosed:
            messages.warning(request, _("Kantor sudah tutup, jadi tidak ada yang berubah."))
        else:
            messages.success(request, _("Putusan dicatat."))
    return redirect(desk.url("exceptions"))
