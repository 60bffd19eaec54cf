"""A counter rests for a reason, and goes on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall.open_counter import pause, resume
from antrean.counter.hall.console_deeds import done
from antrean.counter.hall.console_gate import Console, at_work
from antrean.records.models import Pause


@at_work
def pausing(request: HttpRequest, console: Console) -> HttpResponse:
    """Let the counter rest for one of the reasons."""
    desk, reason = console.desk, request.POST.get("alasan", "")
    if request.method == "POST" and reason not in Pause.REASONS:
        messages.warning(request, _("Pilih dahulu alasan jeda."))
        return redirect(console.url())
    return done(
        request, console, lambda: pause(console.shift, reason=reason, by=desk.by, now=desk.now)
    )


@at_work
def resuming(request: HttpRequest, console: Console) -> HttpResponse:
    """Go on after a pause."""
    desk = console.desk
    return done(request, console, lambda: resume(console.shift, by=desk.by, now=desk.now))
