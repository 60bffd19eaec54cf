"""The screen in the hall: who is called where, the last ones, and how long it takes."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from antrean.actions.hall.alerts import end_alerts_of, raise_alert
from antrean.adapters.qr import qr_svg
from antrean.displays.words import CLASSES, day_short, range_words
from antrean.domain.hall import screen as rule
from antrean.domain.hall.voice import ANNOUNCEMENTS
from antrean.domain.wording import clock_in_words
from antrean.records import clock, reference
from antrean.records.hall.screen import Screen, screen
from antrean.records.models import Office
from antrean.ui.devices import device_of
from antrean.ui.snapshots import snapshot

REFRESH_SECONDS = 30
NOW = "Antrean-Now"
"""The header that tells a screen the service's time, in milliseconds since 1970."""


@require_safe
@never_cache
def hall(request: HttpRequest, office: str) -> HttpResponse:
    """Draw the screen as it stands; the script goes on from its version.

    Without scripts, whoever asked for it gets the page anew every half minute.
    """
    found, now = _office(office), clock.now()
    wants_refresh = request.GET.get("segarkan") == "1"
    context = {
        **_scene(found, now=now),
        "device": device_of(request, kind="display"),
        "qr": qr_svg(_waiting_url(request, office), title=_("Waktu tunggu kantor ini")),
        "wants_refresh": wants_refresh,
    }
    response = render(request, "displays/hall.html", context)
    if wants_refresh:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_safe
def state(request: HttpRequest, office: str) -> HttpResponse:
    """Return the same facts for the script, or 304 where nothing has changed."""
    found, now = _office(office), clock.now()
    facts = _facts(screen(found, now=now))
    return snapshot(request, facts, aside={NOW: str(int(now.timestamp() * 1000))})


@require_POST
def sound(request: HttpRequest, office: str) -> HttpResponse:
    """Hear from a screen whether it can be heard; anybody else's browser changes nothing."""
    device, now = device_of(request, kind="display"), clock.now()
    if device is None or device.office.code != office:
        raise Http404
    if request.POST.get("state") == "on":
        end_alerts_of(device, kind="sound", now=now)
    else:
        raise_alert(device=device, kind="sound", now=now)
    return HttpResponse(status=204)


def _office(code: str) -> Office:
    found = reference.offices().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _waiting_url(request: HttpRequest, office: str) -> str:
    return request.build_absolute_uri(reverse("displays:waiting_office", args=[office]))


def _scene(office: Office, *, now: datetime) -> dict[str, object]:
    seen = screen(office, now=now)
    current, recent = rule.split(seen.shown, now=now)
    words = range_words(seen.ranges)
    return {
        "office": office,
        "screen": seen,
        "current": current,
        "recent": recent,
        "now": now,
        "clock": clock_in_words(now, timezone=office.timezone, language=get_language() or "id"),
        "today": day_short(office, now=now),
        "ranges": [(letter, words.get(letter, "")) for letter in CLASSES],
        "rule": rule,
        "arrows": {"left": _("ke kiri"), "ahead": _("lurus"), "right": _("ke kanan")},
        "announcements": ANNOUNCEMENTS.items(),
    }


def _facts(seen: Screen) -> dict[str, object]:
    """Return what the script needs, in as few bytes as it can still read."""
    texts = {"text_id": seen.day.text_id, "text_en": seen.day.text_en}
    return {
        "version": seen.version,
        "day": seen.day.day.isoformat(),
        "state": seen.day.state,
        **{name: text for name, text in texts.items() if text},
        "calls": [
            (each.number, each.counter, each.arrow, int(each.at.timestamp())) for each in seen.shown
        ],
        "ranges": range_words(seen.ranges),
    }
