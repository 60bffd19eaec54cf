"""One form for each key of a counter: a deed, then the counter as it is afterwards."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall import serve, undo
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.holding import CallOver
from antrean.actions.hall.mark_absent import mark_absent
from antrean.actions.hall.park import park
from antrean.actions.hall.recall import recall
from antrean.actions.hall.transfer import transfer
from antrean.counter.hall import console_words as words
from antrean.counter.hall.console_gate import Console, at_work
from antrean.counter.hall.problems import FACTS, sentence
from antrean.records.hall import counters
from antrean.records.models import Visit


def done(request: HttpRequest, console: Console, deed: Callable[[], object]) -> HttpResponse:
    """Do it where the form was sent, say what stopped it, and lead back to the counter."""
    if request.method == "POST":
        try:
            deed()
        except FACTS as fact:
            messages.warning(request, sentence(fact, console))
    return redirect(console.url())


@at_work
def calling(request: HttpRequest, console: Console) -> HttpResponse:
    """Call whoever is next; whom the counter serves is done by that."""
    return done(request, console, lambda: _call_next(request, console))


@at_work
def starting(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Note that the person has come to the counter."""
    found, desk = console.call(call), console.desk
    return done(
        request, console, lambda: serve.start(console.shift, found, by=desk.by, now=desk.now)
    )


@at_work
def finishing(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Note that this stage is done."""
    found, desk = console.call(call), console.desk
    return done(
        request, console, lambda: serve.finish(console.shift, found, by=desk.by, now=desk.now)
    )


@at_work
def recalling(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Call the number again."""
    found, desk = console.call(call), console.desk
    return done(request, console, lambda: recall(console.shift, found, by=desk.by, now=desk.now))


@at_work
def missing(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Note that nobody came."""
    found, desk = console.call(call), console.desk
    return done(
        request, console, lambda: mark_absent(console.shift, found, by=desk.by, now=desk.now)
    )


@at_work
def transferring(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Send the person to another stage of their plan."""
    found, desk, stage = console.call(call), console.desk, request.POST.get("tahap", "")
    return done(
        request,
        console,
        lambda: transfer(console.shift, found, stage=stage, by=desk.by, now=desk.now),
    )


@at_work
def parking(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Set the person aside; their place is kept."""
    found, desk, asked = console.call(call), console.desk, request.POST.get("alasan", "")
    reason = asked if asked in Visit.PARKED else "other"
    return done(
        request,
        console,
        lambda: park(console.shift, found, reason=reason, by=desk.by, now=desk.now),
    )


@at_work
def undoing(request: HttpRequest, console: Console) -> HttpResponse:
    """Take back the last key, if it still is the one that stood on the page."""
    return done(request, console, lambda: _undo(request, console))


def _call_next(request: HttpRequest, console: Console) -> None:
    """Call, unless the page showed somebody else at the counter than who is there now."""
    current = counters.call_at(console.counter)
    if request.POST.get("panggilan", "") != (str(current.pk) if current else ""):
        raise CallOver
    if call_next(console.shift, by=console.desk.by, now=console.desk.now) is None:
        messages.info(request, _("Belum ada yang menunggu untuk loket ini."))


def _undo(request: HttpRequest, console: Console) -> None:
    latest = counters.last_deed(console.shift)
    if latest is None or request.POST.get("tindakan", "") != str(latest.pk):
        raise undo.NothingToUndo
    taken_back = undo.undo(console.shift, by=console.desk.by, now=console.desk.now)
    messages.info(request, _("Diurungkan: %(deed)s.") % {"deed": words.deed(taken_back)})
