"""The last page before sending: every answer, and the pass for the live door."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from antrean.actions import apply
from antrean.adapters.signing import Pass, write_pass
from antrean.domain.wishes import from_json
from antrean.records import clock, receipts, reference, tickets
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import answers, problems, reader, steps
from antrean.web.gates import own_draft

OPEN_FOR = timedelta(minutes=30)


@require_safe
@never_cache
@own_draft
def check(request: SignedIn, application: Application) -> HttpResponse:
    onward = steps.next_url(application)
    if onward != request.path:
        return redirect(onward)
    live = tickets.live_for(application.applicant, account=request.user)
    if live is not None:
        return problems.already_live(request, live)
    if application.language != reader.language():
        application = apply.answer(application, language=reader.language())
    context = {
        "rows": answers.rows(application),
        "steps": steps.progress(application, current="check"),
        "back_url": steps.address("times", application),
        "draws": _draws(application),
        "pass": _pass(request, application),
    }
    return render(request, "web/check.html", context)


def _draws(application: Application) -> bool:
    """Say whether the draw answers, as it does where the preferred office draws today."""
    preferred = from_json(application.wishes).offices[0]
    return preferred in reference.drawing_offices(receipts.day_of(clock.now()))


def _pass(request: SignedIn, application: Application) -> str:
    leave = Pass(
        application_id=application.pk,
        version=application.version,
        key=application.key,
        expires_at=int((clock.now() + OPEN_FOR).timestamp()),
        language=application.language,
    )
    return write_pass(leave, login=request.COOKIES[settings.SESSION_COOKIE_NAME])
