"""The offices somebody is on duty at."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from antrean.records import access
from antrean.ui.gates import SignedIn, account_required


@never_cache
@account_required
def offices(request: SignedIn) -> HttpResponse:
    """List the offices this account is on duty at; without any, this page does not exist."""
    found = access.offices_on_duty(request.user)
    if not found:
        raise Http404
    return render(request, "counter/offices.html", {"offices": found, "who": request.user.username})
