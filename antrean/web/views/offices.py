"""The public pages of the offices: the list by place or distance, and one office."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antrean.records import clock, receipts, reference
from antrean.records.kept import kept
from antrean.records.lookups import local_day
from antrean.records.office_sheet import office_sheet
from antrean.web import drawn, finding, office_rows, office_words


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """List what was looked for; before that, the provinces to choose from."""
    search = finding.search(request)
    context = {
        "search": search,
        "rows": office_rows.rows(search.offices, near=search.near, now=clock.now()),
        "provinces": [] if search.was_asked else _provinces(),
        "back_url": reverse("web:offices") if search.was_asked else reverse("web:home"),
    }
    return render(request, "web/offices.html", context)


@kept
def _provinces() -> list[tuple[str, str]]:
    """Return the query that asks for each province, and its name."""
    return [(f"provinsi={quote(name)}", name) for name in reference.provinces()]


@require_safe
def office_page(request: HttpRequest, code: str) -> HttpResponse:
    office = reference.known_offices().get(code)
    if office is None:
        raise Http404
    now = clock.now()
    sheet = office_sheet(office, now=now)
    if sheet is None:
        raise Http404
    way = reference.drawing_offices(receipts.day_of(now)).get(code)
    context = {
        "office": office,
        "drawn": drawn.sentences(office, way, now=now) if way else [],
        "facts": office_words.facts(office, sheet=sheet),
        "months": office_words.months(office, sheet=sheet),
        "first_free": office_rows.week_with_room(
            sheet.first_free, today=local_day(office, now=now)
        ),
        "opening": office_words.opening(office, sheet=sheet),
    }
    return render(request, "web/office_page.html", context)
