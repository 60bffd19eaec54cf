"""The screen in the hall: who is called where, the last ones, and how long it takes."""

import hashlib
import json

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
from antrean.domain.hall.screen import CURRENT_MOST, FRESH_SECONDS, RECENT_MOST, split
from antrean.domain.wording import clock_in_words
from antrean.records import clock, reference
from antrean.records.hall.screen import Screen, screen
from antrean.records.models import Office
from antrean.ui.devices import device_of


@require_safe
@never_cache
def hall(request: HttpRequest, office: str) -> HttpResponse:
    """Draw the screen as it stands; the script goes on from its version."""
    found, now = _office(office), clock.now()
    seen = screen(found, now=now)
    current, recent = split(seen.shown, now=now)
    waiting_url = request.build_absolute_uri(reverse("displays:waiting_office", args=[office]))
    context = {
        "office": found,
        "screen": seen,
        "current": current,
        "recent": recent,
        "now": now,
        "clock": clock_in_words(now, timezone=found.timezone, language=get_language() or "id"),
        "today": day_short(found, now=now),
        "ranges": [(letter, range_words(seen.ranges).get(letter, "")) for letter in CLASSES],
        "nothing_open": not seen.ranges,
        "device": device_of(request, kind="display"),
        "numbers": {"current": CURRENT_MOST, "recent": RECENT_MOST, "fresh": FRESH_SECONDS},
        "qr": qr_svg(waiting_url, title=_("Waktu tunggu kantor ini")),
    }
    return render(request, "displays/hall.html", context)


@require_safe
def state(request: HttpRequest, office: str) -> HttpResponse:
    """Return the same facts for the script, or 304 where nothing has changed."""
    found = _office(office)
    body = json.dumps(
        _facts(screen(found, now=clock.now())), ensure_ascii=False, separators=(",", ":")
    )
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(
        body,
        content_type="application/json",
        headers={"ETag": tag, "Cache-Control": "no-cache"},
    )


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


def _facts(seen: Screen) -> dict[str, object]:
    return {
        "version": seen.version,
        "state": seen.day.state,
        "text_id": seen.day.text_id,
        "text_en": seen.day.text_en,
        "calls": [
            {
                "number": each.number,
                "counter": each.counter,
                "arrow": each.arrow,
                "at": each.at.isoformat(timespec="seconds"),
            }
            for each in seen.shown
        ],
        "ranges": range_words(seen.ranges),
    }
