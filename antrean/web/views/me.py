"""My page: what is going on, and where it goes on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from antrean.records import lookups, people, tickets
from antrean.records.models import Application
from antrean.ui.gates import SignedIn, holder_required
from antrean.web import places

LATEST, ENDED_SHOWN = 50, 5


@require_safe
@holder_required
def me(request: SignedIn) -> HttpResponse:
    """Show tickets, the open draft, and what was refused and can be opened again."""
    by_state: dict[str, list[Application]] = {}
    for application in lookups.applications_of(request.user, most=LATEST):
        by_state.setdefault(application.state, []).append(application)
    context = {
        "places": [places.in_words(each) for each in tickets.appointments_of(request.user)],
        "drafts": by_state.get("draft", []),
        "drawn": by_state.get("in_draw", []),
        "waiting": [*by_state.get("refused", []), *by_state.get("blocked", [])][:ENDED_SHOWN],
        "ended": [each for each in by_state.get("ended", []) if each.submitted_at][:ENDED_SHOWN],
        "people": people.people_of(request.user),
    }
    return render(request, "web/me.html", context)
