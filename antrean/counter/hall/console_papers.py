"""The look at somebody's papers: complete, or a sheet with exactly what is missing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall.check_papers import check_papers
from antrean.counter import desk as desks
from antrean.counter.hall import console_checklist, console_page, console_scene
from antrean.counter.hall.console_checklist import Ticked
from antrean.counter.hall.console_gate import Console, Place, at_counter, at_work
from antrean.counter.hall.problems import FACTS, sentence
from antrean.domain import wording
from antrean.records import access
from antrean.records.hall import counters
from antrean.records.models import Call, PaperCheck


@at_work
def checking(request: HttpRequest, console: Console, call: int) -> HttpResponse:
    """Store which papers are there. With some missing the person leaves with a printed list."""
    found = console.call(call)
    if request.method != "POST":
        return redirect(console.url())
    ticked = console_checklist.read(request.POST, console_checklist.lines_for(found.visit))
    if ticked.problem and found.ended_at is None:
        return console_page.draw(request, console, status=422, ticked=ticked)
    try:
        checked = _check(console, found, ticked)
    except FACTS as fact:
        messages.warning(request, sentence(fact, console))
        return redirect(console.url())
    if checked.missing:
        return redirect(console.url("console_missing", check=checked.pk))
    messages.success(request, _("Berkas lengkap. Tekan Selesai bila tahap ini sudah beres."))
    return redirect(console.url())


@at_counter
def sheet(request: HttpRequest, place: Place, check: int) -> HttpResponse:
    """Show the sheet to print: the number, what is missing, until when the place is kept."""
    checked = access.paper_check(check, office=place.desk.office)
    visit = checked.visit
    closes = counters.closing_time(place.desk.office, day=visit.day)
    until = (
        wording.time_in_words(closes, timezone=place.desk.office.timezone, language=visit.language)
        if closes
        else ""
    )
    return desks.page(
        request,
        place.desk,
        "hall/console_missing.html",
        number=console_scene.number(visit),
        visit=visit,
        missing=checked.missing,
        until=until,
        has_mail=_has_mail(checked),
        back_url=place.url(),
    )


def _check(console: Console, call: Call, ticked: Ticked) -> PaperCheck:
    return check_papers(
        console.shift,
        call,
        present=ticked.present,
        missing=ticked.missing,
        by=console.desk.by,
        now=console.desk.now,
    )


def _has_mail(checked: PaperCheck) -> bool:
    place = checked.visit.appointment
    account = place.application.account if place else None
    return bool(account and account.email)
