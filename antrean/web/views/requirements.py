"""What to bring and what it costs, before anybody signs in."""

from datetime import date
from functools import cache

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from antrean.domain.wording import day_in_words
from antrean.records import clock, lookups, reference
from antrean.records.models import Office
from antrean.web import papers, problems, reader
from antrean.web.cases import BY_SLUG, CASES

NO_SUCH_DAY = problems.Problem(
    422, _("Tanggal ini tidak ada"), (_("Tulis tanggal seperti 2026-12-01."),)
)


class DayForm(forms.Form):
    """Field in the address: `tanggal` = a day as in 2026-12-01; without it, today counts."""

    tanggal = forms.DateField(input_formats=["%Y-%m-%d"], required=False)


@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    """Let people choose their case; a chosen office is kept."""
    office = _office(request)
    kept = f"?kantor={office.code}" if office else ""
    links = [(_url(case.slug) + kept, case.title) for case in CASES]
    return render(request, "web/requirements.html", {"links": links, "office": office})


@cache
def _url(slug: str) -> str:
    return reverse("web:case", args=[slug])


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    asked, office, form = BY_SLUG.get(slug), _office(request), DayForm(request.GET)
    if asked is None:
        raise Http404
    if not form.is_valid():
        return problems.page(
            request, NO_SUCH_DAY, action_url=request.path, action_label=_("Pakai hari ini")
        )
    day = form.cleaned_data["tanggal"] or _today(office)
    context = {
        "title": asked.title,
        "office": office,
        "day": day_in_words(day, language=reader.language()),
        "sheet": papers.sheet(asked.on(day), office=office, day=day),
        "back_url": reverse("web:requirements") + (f"?kantor={office.code}" if office else ""),
    }
    return render(request, "web/case.html", context)


def _office(request: HttpRequest) -> Office | None:
    code = request.GET.get("kantor", "")
    if not code:
        return None
    office = reference.known_offices().get(code)
    if office is None:
        raise Http404
    return office


def _today(office: Office | None) -> date:
    now = clock.now()
    return lookups.local_day(office, now=now) if office else now.date()
