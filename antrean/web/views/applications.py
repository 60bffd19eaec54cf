"""Begins an application, opens it again after a refusal, and shows what became of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antrean.actions import apply
from antrean.records import clock, lookups, receipts, tickets
from antrean.records.models import Application
from antrean.ui.gates import SignedIn, holder_required
from antrean.web import problems, reader, receipt_card, results, steps
from antrean.web.gates import own_application


@require_http_methods(["GET", "HEAD", "POST"])
@holder_required
def applications(request: SignedIn) -> HttpResponse:
    """Say what will be asked; on POST, begin (or find the draft that was begun)."""
    if request.method != "POST":
        has_draft = lookups.has_draft(request.user)
        return render(request, "web/start.html", {"has_draft": has_draft})
    draft = apply.start(account=request.user, language=reader.language(), now=clock.now())
    return redirect(steps.next_url(draft))


@require_safe
@own_application
def result(request: SignedIn, application: Application) -> HttpResponse:
    """Show the outcome of a submitted application; a draft goes on where it stands."""
    match application.state:
        case "draft":
            return redirect(steps.next_url(application))
        case "refused":
            return render(request, "web/refused.html", results.refused(application))
        case "blocked":
            return _blocked(request, application)
        case "live":
            return render(request, "web/given.html", results.given(application))
    if tickets.last_appointment(application) is not None:
        return redirect("web:ticket", application.ref)
    return _receipt(request, application)


def _receipt(request: SignedIn, application: Application) -> HttpResponse:
    """Show what waits for the draw, or was ended while it waited."""
    receipt = receipts.read_last(application.pk)
    if receipt is None:
        return redirect("web:me")
    return render(request, "web/in_draw.html", receipt_card.card(receipt, application))


def _blocked(request: SignedIn, application: Application) -> HttpResponse:
    """Lead to the account's own live application; about anybody else's, say nothing."""
    live = tickets.live_for(application.applicant, account=request.user)
    if live is not None:
        return problems.already_live(request, live)
    context = {
        "reopen_url": reverse("web:reopening", args=[application.ref]),
        "was_own": (application.refusal or {}).get("reason") == "own",
    }
    return render(request, "web/blocked.html", context)


@require_POST
@own_application
def reopening(request: SignedIn, application: Application) -> HttpResponse:
    """Turn a refused application into a draft again, to change what was wished for."""
    try:
        draft = apply.reopen(application, now=clock.now())
    except apply.NoLongerDraft:
        return problems.already_sent(request, application)
    wants_other_office = (application.refusal or {}).get("reason") == "full"
    return redirect("web:office" if wants_other_office else "web:times", draft.ref)
