"""Leaving the draw: one page, one button, and the receipt that says so."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antrean.actions.withdraw import DrawRuns, NothingInDraw, withdraw
from antrean.records import clock, receipts
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import problems, receipt_card
from antrean.web.gates import own_application


@require_http_methods(["GET", "HEAD", "POST"])
@own_application
def withdrawing(request: SignedIn, application: Application) -> HttpResponse:
    """Ask once more; on POST leave the draw. Pressing twice leads to the same page."""
    if request.method == "POST":
        return _withdrawn(request, application)
    receipt = receipts.read_last(application.pk)
    if receipt is None or application.state != "in_draw":
        return redirect("web:result", application.ref)
    if clock.now() >= receipt.batch.closes_at:
        return problems.draw_runs(request, application)
    context = receipt_card.question(receipt, application)
    back_url = reverse("web:result", args=[application.ref])
    return render(request, "web/withdrawing.html", {**context, "back_url": back_url})


def _withdrawn(request: SignedIn, application: Application) -> HttpResponse:
    try:
        withdraw(application, by=request.user, now=clock.now())
    except DrawRuns:
        return problems.draw_runs(request, application)
    except NothingInDraw:
        pass  # it has a place, or was never sent: its own page says so
    return redirect("web:result", application.ref)
