"""Check what was written down for a helped person, send it, and read what became of it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions import apply
from antrean.actions.take_in import Submission, take_in
from antrean.actions.withdraw import DrawRuns, NothingInDraw, withdraw
from antrean.counter import desk as desks
from antrean.counter import summaries, words
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.records import access
from antrean.records.models import Application


class Sending(forms.Form):
    """Which version of the answers stood on the page, under which key."""

    version = forms.IntegerField(min_value=1)
    key = forms.UUIDField()


@at_office(*HELPERS)
def check(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Show the answers, or what became of them; a POST sends them in."""
    application = access.helped_application(ref, office=desk.office)
    if request.method == "POST":
        return _send(request, desk, application)
    if application.state == "draft" and not (application.purpose and application.wishes):
        return redirect(desk.url("times" if application.purpose else "purpose", ref=ref))
    return desks.page(
        request,
        desk,
        "check.html",
        application=application,
        rows=summaries.answers(application, desk),
        refusal=words.next_date(application.refusal or {}),
        draw=summaries.draw(application, desk),
    )


@at_office(*HELPERS)
def reopening(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Turn a refused or blocked application into a draft again, to send it with other wishes."""
    application = access.helped_application(ref, office=desk.office)
    if request.method == "POST" and application.state in ("refused", "blocked"):
        was_refused = application.state == "refused"
        apply.reopen(application, now=desk.now)
        return redirect(desk.url("times" if was_refused else "helped", ref=ref))
    return redirect(desk.url("helped", ref=ref))


@at_office(*HELPERS)
def withdrawing(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Ask once more, then take somebody who asks for it out of the draw."""
    application = access.helped_application(ref, office=desk.office)
    back_url = desk.url("helped", ref=ref)
    if request.method != "POST" and application.state == "in_draw":
        draw = summaries.draw(application, desk)
        return desks.page(request, desk, "withdraw.html", draw=draw, back_url=back_url)
    if request.method == "POST":
        _withdraw(request, desk, application)
    return redirect(back_url)


def _withdraw(request: HttpRequest, desk: Desk, application: Application) -> None:
    try:
        withdraw(application, by=desk.by, now=desk.now)
    except DrawRuns:
        said = _("Undian sudah ditutup. Tempat yang didapat boleh dikembalikan, tanpa denda.")
        messages.warning(request, said)
    except NothingInDraw:
        messages.warning(request, _("Permohonan ini tidak menunggu undian."))
    else:
        messages.success(request, _("Permohonan sudah ditarik dari undian."))


def _send(request: HttpRequest, desk: Desk, application: Application) -> HttpResponse:
    form = Sending(request.POST)
    kind = "other_version"
    if form.is_valid():
        sent = Submission(application.pk, form.cleaned_data["version"], form.cleaned_data["key"])
        kind = take_in([sent])[0].kind
    if kind == "given":
        return redirect(desk.url("ticket", ref=application.ref))
    if kind == "other_version":
        messages.warning(request, _("Jawabannya sudah berubah. Periksa lagi, lalu kirim."))
    if kind == "busy":
        messages.warning(request, _("Sedang ramai dan belum ada yang berubah. Kirim sekali lagi."))
    return redirect(desk.url("helped", ref=application.ref))
