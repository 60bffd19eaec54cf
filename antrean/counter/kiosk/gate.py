"""The guard of every kiosk page: only a browser that staff made a kiosk, one visitor at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from antrean.records import clock
from antrean.records.hall.day import hall_day
from antrean.records.models import Device, Office
from antrean.ui.devices import device_of

LANGUAGE, LARGE = "bahasa", "huruf"
"""What a visitor chose, as cookies that end with their turn."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, "Kiosk", P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The device, its office, and the instant of the page."""

    device: Device
    now: datetime

    @property
    def office(self) -> Office:
        return self.device.office


def at_kiosk(view: View[P]) -> Callable[..., HttpResponse]:
    """Let in a kiosk; for any other browser the page does not exist."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, /, *args: P.args, **parts: P.kwargs) -> HttpResponse:
        device = device_of(request, kind="kiosk")
        if device is None:
            raise Http404
        return view(request, Kiosk(device, clock.now()), *args, **parts)

    return guarded


def page(
    request: HttpRequest, kiosk: Kiosk, template: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Draw a kiosk page; a closed hall says so on every page."""
    shared = {
        "kiosk": kiosk,
        "office": kiosk.office,
        "large": request.COOKIES.get(LARGE) == "1",
        "hall": hall_day(kiosk.office, now=kiosk.now),
        "language": translation.get_language(),
        "spoken": template.removesuffix(".html"),
    }
    return render(request, f"kiosk/{template}", {**shared, **context}, status=status)


def start_over(response: HttpResponse) -> HttpResponse:
    """Forget what the last visitor chose."""
    for name in (LANGUAGE, LARGE):
        response.delete_cookie(name)
    return response
