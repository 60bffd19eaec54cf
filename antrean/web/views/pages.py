"""Public pages that explain: home, how it works, help, accessibility, privacy."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from antrean.actions.move import UNTIL
from antrean.records import clock
from antrean.records.models import DEPENDANTS_MAX, MOVES_MAX
from antrean.web import calling_order, papers
from antrean.web import receipt_keys as keys
from antrean.web.cases import BY_SLUG

KEYS_SECONDS = 3600
"""So long anybody may keep the public keys; whoever lacks a new one asks again."""

WITHOUT_APPOINTMENT = {
    "hilang": "web/lost.html",
    "rusak": "web/damaged.html",
    "ambil": "web/collection.html",
    "sakit": "web/sick.html",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """Explain with the very numbers the deeds go by."""
    hours = int(UNTIL.total_seconds() // 3600)
    rules = {"moves": MOVES_MAX, "hours": hours, "people": DEPENDANTS_MAX}
    return render(request, "web/how_it_works.html", rules)


@require_safe
def order_of_calling(request: HttpRequest) -> HttpResponse:
    """Explain the order with the rule's own numbers and an example the rule puts in order."""
    turns, time = calling_order.example(), calling_order.example_time()
    context = {"turns": turns, "time": time, **calling_order.numbers()}
    return render(request, "web/order_of_calling.html", context)


@require_safe
@cache_control(public=True, max_age=KEYS_SECONDS)
def receipt_keys(_request: HttpRequest) -> HttpResponse:
    """Publish the keys that receipts are signed with: for programs, without a login."""
    return JsonResponse(keys.sheet())


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


@require_safe
def without_appointment(request: HttpRequest, which: str) -> HttpResponse:
    """Explain what needs no appointment; papers and prices come from the dated rows."""
    template = WITHOUT_APPOINTMENT.get(which)
    if template is None:
        raise Http404
    day, case = clock.now().date(), BY_SLUG.get(which)
    sheet = papers.sheet(case.on(day), office=None, day=day) if case else None
    return render(request, template, {"sheet": sheet, "which": which})
