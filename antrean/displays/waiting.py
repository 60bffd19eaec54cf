"""The public waiting pages: how long it takes at every open office, and how honest we were."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from antrean.displays.words import CLASSES, minutes
from antrean.domain.hall.calibration import Forecast
from antrean.domain.ticket import queue_number
from antrean.domain.wording import clock_in_words
from antrean.records import clock, reference
from antrean.records.hall import line
from antrean.records.hall.honesty import honesty
from antrean.records.hall.screen import screen
from antrean.records.models import Office, Visit
from antrean.ui.pieces import Row

NEXT_MOST = 20


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List the offices with an open counter, each with its ranges."""
    now = clock.now()
    offices = reference.offices().filter(counters__shifts__closed_at__isnull=True)
    working = offices.filter(counters__shifts__isnull=False).distinct().order_by("name")
    rows = [(office, _ranges(screen(office, now=now).ranges)) for office in working]
    return render(request, "displays/waiting.html", {"rows": rows, "classes": CLASSES})


@require_safe
def waiting_office(request: HttpRequest, office: str) -> HttpResponse:
    """Show one office's hall in public: ranges, the next numbers, exceptions, kept promises."""
    found = reference.offices().filter(code=office).first()
    if found is None:
        raise Http404
    now = clock.now()
    seen = screen(found, now=now)
    context = {
        "office": found,
        "screen": seen,
        "ranges": _ranges(seen.ranges),
        "next": _next(found),
        "updated": clock_in_words(now, timezone=found.timezone, language=get_language() or "id"),
        "rows": _rows(found),
    }
    return render(request, "displays/waiting_office.html", context)


def _ranges(found: dict[str, Forecast]) -> list[tuple[str, object, str]]:
    return [
        (letter, words, _("%(minutes)s menit") % {"minutes": minutes(found[letter])})
        for letter, words in CLASSES.items()
        if letter in found
    ]


def _next(office: Office) -> list[str]:
    """Return the numbers that are called next, in the order of the rule."""
    turns = line.turns(office, now=clock.now(), limit=NEXT_MOST)
    visits = Visit.objects.in_bulk([turn.waiter.id for turn in turns])
    found = [visits[turn.waiter.id] for turn in turns]
    return [queue_number(each.queue_letter, each.queue_number) for each in found]


def _rows(office: Office) -> list[Row]:
    counted = honesty(office, now=clock.now())
    kept = _("belum ada catatan")
    if counted.kept_share is not None and counted.error_minutes is not None:
        kept = _("%(share)d persen dari %(number)d; rata-rata meleset %(minutes)d menit") % {
            "share": round(counted.kept_share * 100),
            "number": counted.announced_month,
            "minutes": round(counted.error_minutes),
        }
    return [
        Row(
            _("Tempat hari ini"),
            _("%(seats)d dibuka, %(taken)d dipakai, %(served)d orang selesai dilayani")
            % {"seats": counted.seats, "taken": counted.taken, "served": counted.served},
        ),
        Row(
            _("Pengecualian urutan"),
            _("%(today)d hari ini, %(month)d dalam 30 hari")
            % {"today": counted.exceptions_today, "month": counted.exceptions_month},
        ),
        Row(_("Perkiraan yang tepat, 30 hari"), kept),
    ]
