"""A lost phone: somebody is found by card and birth date, and can read that staff looked."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from antrean.actions.hall.find_visitor import find_visitor
from antrean.counter import desk as desks
from antrean.counter import lists, words
from antrean.counter.desk import Desk, at_office
from antrean.counter.forms import CardNumber
from antrean.records.models import Application
from antrean.ui.fields import DayField


class LookUpForm(CardNumber):
    """What stands on the card in the officer's hand."""

    birth_date = DayField(label=gettext_lazy("Tanggal lahir"), birthday=True)


@sensitive_post_parameters("nik")
@at_office()
def looking_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Find today's ticket of somebody without one; the number travels in the body alone."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    found, searched = None, False
    if form.is_valid():
        found, searched = _find(form, desk), True
    return desks.page(
        request,
        desk,
        "hall/look_up.html",
        form=form,
        found=found,
        name=lists.masked(found) if found else "",
        place=_place(found, desk) if found else None,
        searched=searched,
        status=422 if form.errors else 200,
    )


def _place(found: Application, desk: Desk) -> tuple[str, str, str] | None:
    """Return number, day and window of somebody's place here today."""
    places = found.appointments.filter(office=desk.office, day=desk.today).select_related("office")
    place = places.order_by("-sequence").first()
    return (words.number(place), words.day(place), words.window(place)) if place else None


def _find(form: LookUpForm, desk: Desk) -> Application | None:
    return find_visitor(
        nik=form.cleaned_data["nik"],
        birth_date=form.cleaned_data["birth_date"],
        office=desk.office,
        day=desk.today,
        by=desk.by,
        now=desk.now,
    )
