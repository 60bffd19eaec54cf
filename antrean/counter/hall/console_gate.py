"""The guard of every page of a counter: on duty at the office, and, for deeds, at work there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.records import access
from antrean.records.hall import counters
from antrean.records.models import Call, Counter, Shift

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, "Place", P], HttpResponse]
Deed = Callable[Concatenate[HttpRequest, "Console", P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Place:
    """A counter of the office as somebody on duty there sees it, at work at it or not."""

    desk: Desk
    counter: Counter

    def url(self, name: str = "console", **parts: object) -> str:
        """Return the address of one of this counter's pages."""
        return self.desk.url(name, number=self.counter.number, **parts)


@dataclass(frozen=True, slots=True)
class Console(Place):
    """A counter at which this person works now."""

    shift: Shift

    def call(self, pk: int) -> Call:
        """Return a call made at this office; else 404."""
        return access.call(pk, office=self.desk.office)


def at_counter(view: Page[P]) -> Callable[..., HttpResponse]:
    """Let in whoever serves people at this office, at work at the counter or not."""

    @at_office(*HELPERS)
    @wraps(view)
    def guarded(
        request: HttpRequest, desk: Desk, /, number: int, *args: P.args, **parts: P.kwargs
    ) -> HttpResponse:
        counter = access.counter(number, office=desk.office)
        return view(request, Place(desk, counter), *args, **parts)

    return guarded


def at_work(view: Deed[P]) -> Callable[..., HttpResponse]:
    """Let in whoever works at the counter; others on duty are led to where they can begin."""

    @at_counter
    @wraps(view)
    def guarded(
        request: HttpRequest, place: Place, /, *args: P.args, **parts: P.kwargs
    ) -> HttpResponse:
        shift = counters.shift_at(place.counter, by=place.desk.by)
        if shift is None:
            messages.warning(request, _("Loket ini belum Anda buka. Buka dahulu, lalu lanjutkan."))
            return redirect(place.url())
        return view(request, Console(place.desk, place.counter, shift), *args, **parts)

    return guarded
