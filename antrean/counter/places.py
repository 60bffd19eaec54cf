"""The place of a helped person, found by the code on their sheet: look, move, give back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions import cancel as cancelling_deed
from antrean.counter import desk as desks
from antrean.counter import moves, tickets
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.counter.forms import CancelReason, TicketCode
from antrean.domain.ticket import read_code
from antrean.records import access, lookups
from antrean.records.models import Application


@at_office(*HELPERS)
def find(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Find the place a code names."""
    form = TicketCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        try:
            _helped(code or "", desk)
        except Http404:
            form.add_error("code", _("Kode ini tidak dikenal sebagai bantuan kantor ini."))
        else:
            return redirect(desk.url("place", code=code))
    status = 422 if form.errors else 200
    return desks.page(request, desk, "find_place.html", status=status, form=form)


@at_office(*HELPERS)
def place(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Show the place, with what can be done about it."""
    application = _helped(code, desk)
    held = lookups.live_appointment(application)
    if held is None and application.state != "ended":
        return redirect(desk.url("helped", ref=application.ref))
    card = tickets.ticket(held) if held else None
    return desks.page(request, desk, "place.html", application=application, held=held, ticket=card)


@at_office(*HELPERS)
def moving(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Ask for new wishes and exchange the place in one step."""
    application = _helped(code, desk)
    form = moves.form_for(request, application, desk)
    if form.is_valid() and moves.moved(form, application, desk):
        messages.success(request, _("Waktunya sudah diganti. Cetak tiket yang baru."))
        return redirect(desk.url("ticket", ref=application.ref))
    status, back_url = 422 if form.errors else 200, desk.url("place", code=code)
    return desks.page(
        request,
        desk,
        "move.html",
        status=status,
        form=form,
        application=application,
        back_url=back_url,
    )


@at_office(*HELPERS)
def cancelling(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Give the place back, with a reason if there is one to say."""
    application = _helped(code, desk)
    form = CancelReason(request.POST if request.method == "POST" else None)
    if form.is_valid() and _cancelled(form, application, desk):
        messages.success(request, _("Janjinya sudah dibatalkan. Tempatnya untuk orang berikutnya."))
        return redirect(desk.url("place", code=code))
    status, back_url = 422 if form.errors else 200, desk.url("place", code=code)
    return desks.page(request, desk, "cancel.html", status=status, form=form, back_url=back_url)


def _cancelled(form: CancelReason, application: Application, desk: Desk) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        cancelling_deed.cancel(application, by=desk.by, now=desk.now, reason=reason)
    except cancelling_deed.TooLateToCancel:
        form.add_error(None, _("Waktunya sudah mulai. Loket yang memutuskan dari sini."))
    except cancelling_deed.NothingToCancel:
        form.add_error(None, _("Tidak ada janji yang bisa dibatalkan."))
    return not form.errors


def _helped(code: str, desk: Desk) -> Application:
    """Return the application of a helped person; the holder of an account does this themselves."""
    return access.helped_by_code(code, office=desk.office)
