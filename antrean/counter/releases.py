"""Release: somebody proves who they are, and the application that blocks them ends."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from antrean.actions.release import NothingLive, release
from antrean.counter import desk as desks
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.counter.forms import ReleaseForm


@sensitive_post_parameters("nik")
@at_office(*HELPERS)
def releasing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for the card's number and the reason; the number travels in the body alone."""
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _released(form, desk):
        messages.success(
            request,
            _("Permohonan lama sudah dilepas. Pemiliknya diberi tahu. Orang ini bisa mendaftar."),
        )
        return redirect(desk.url("release"))
    return desks.page(request, desk, "release.html", form=form, status=422 if form.errors else 200)


def _released(form: ReleaseForm, desk: Desk) -> bool:
    try:
        release(
            nik=form.cleaned_data["nik"],
            office=desk.office,
            by=desk.by,
            reason=form.cleaned_data["reason"],
            now=desk.now,
        )
    except NothingLive:
        form.add_error("nik", _("NIK ini tidak punya permohonan berjalan. Tidak ada yang dilepas."))
        return False
    return True
