"""Another time for new wishes: the old one stays until the new one is there."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from antrean.actions import move as moving
from antrean.domain.wishes import from_json
from antrean.records import clock, lookups
from antrean.records.models import MOVES_MAX, Application
from antrean.ui.gates import SignedIn
from antrean.web import drawn, places, problems, results, weeks
from antrean.web.asking import posted
from antrean.web.forms.change import MoveForm
from antrean.web.gates import own_application
from antrean.web.listings import listing

REFUSALS = (
    moving.NothingToMove,
    moving.NoMoveLeft,
    moving.TooLateToMove,
    moving.NoOtherTime,
    moving.Busy,
)


@require_safe
@own_application
def changing(request: SignedIn, application: Application) -> HttpResponse:
    """Ask for new wishes, or say at once why the time can not be changed any more."""
    now = clock.now()
    held = lookups.live_appointment(application)
    try:
        moving.may_move(application, held, now=now)
    except REFUSALS as refusal:
        return problems.explained(request, refusal, ref=application.ref)
    return _asked(request, application, _form(request, application))


@require_POST
@own_application
def moves(request: SignedIn, application: Application) -> HttpResponse:
    form = _form(request, application)
    if not form.is_valid():
        return _asked(request, application, form)
    try:
        moving.move(
            application,
            wishes=form.new_wishes(offices=form.cleaned_data["offices"]),
            moved_before=form.cleaned_data["moved_before"],
            by=request.user,
            now=clock.now(),
        )
    except moving.OnlyDrawn:
        return _refused(request, application, form, said=drawn.cannot_move())
    except moving.NoOtherTime as refusal:
        return _no_other_time(request, application, form, refusal)
    except REFUSALS as refusal:
        return problems.explained(request, refusal, ref=application.ref)
    return redirect("web:ticket", application.ref)


def _form(request: SignedIn, application: Application) -> MoveForm:
    now, wishes = clock.now(), from_json(application.wishes)
    shown = listing(request, application, kept=wishes.offices, now=now)
    sent = request.POST.getlist("offices")
    asked = [code for code in sent if code in shown.known] or wishes.offices
    return MoveForm(
        posted(request),
        wishes=wishes,
        week=weeks.of(asked, now=now),
        moved_before=application.moves,
        listed=shown.listed,
        known=shown.known,
    )


def _asked(
    request: SignedIn, application: Application, form: MoveForm, *, status: int = 0
) -> HttpResponse:
    held = lookups.live_appointment(application)
    context = {
        "form": form,
        "place": places.in_words(held) if held else None,
        "moves_left": MOVES_MAX - application.moves,
        "action": reverse("web:moves", args=[application.ref]),
        "back_url": reverse("web:ticket", args=[application.ref]),
    }
    status = status or (422 if form.is_bound else 200)
    return render(request, "web/changing.html", context, status=status)


def _no_other_time(
    request: SignedIn, application: Application, form: MoveForm, refusal: moving.NoOtherTime
) -> HttpResponse:
    found = refusal.refusal
    next_day = found.next_day.isoformat() if found.next_day else None
    said = results.reasons(found.reason, next_day=next_day, code=found.office)
    return _refused(request, application, form, said=said)


def _refused(
    request: SignedIn, application: Application, form: MoveForm, *, said: list[str]
) -> HttpResponse:
    form.add_error(None, " ".join([*said, str(_("Jadwal lama tetap berlaku."))]))
    return _asked(request, application, form, status=409)
