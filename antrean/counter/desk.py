"""The guard of every page here: a login, on duty at this office, in one of the roles."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from antrean.records import access, clock
from antrean.records.access import OFFICE_ROLES
from antrean.records.lookups import local_day
from antrean.records.models import Account, Office
from antrean.ui.gates import SignedIn, account_required
from antrean.ui.pieces import Step

HELPERS = ("officer", "office_head")
"""Who may help somebody apply or end somebody's application; receptionists only receive people."""

LEADERS = ("office_head",)
"""Who closes the hall, begins an emergency, decides appeals and puts up devices."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, "Desk", P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works right now: the office, the account on duty, the instant of the page."""

    office: Office
    by: Account
    now: datetime

    def url(self, name: str, **parts: object) -> str:
        """Return the address of one of this office's pages."""
        return reverse(f"counter:{name}", kwargs={"office": self.office.code, **parts})

    @property
    def today(self) -> date:
        """Return the office's own date."""
        return local_day(self.office, now=self.now)

    @property
    def may_help(self) -> bool:
        return bool(access.roles_at(self.office, by=self.by).intersection(HELPERS))

    @property
    def may_lead(self) -> bool:
        return bool(access.roles_at(self.office, by=self.by).intersection(LEADERS))


def at_office(*roles: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Let in whoever is on duty at the office of the address; for others it does not exist."""

    def guard(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @never_cache
        @account_required
        def guarded(
            request: SignedIn, /, office: str, *args: P.args, **parts: P.kwargs
        ) -> HttpResponse:
            place = access.office(office, by=request.user, roles=roles or OFFICE_ROLES)
            return view(request, Desk(place, request.user, clock.now()), *args, **parts)

        return guarded

    return guard


def page(
    request: HttpRequest, desk: Desk, template: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Draw a page of this office with its header and menu."""
    shared = {
        "desk": desk,
        "office": desk.office,
        "place": desk.office.name,
        "who": desk.by.username,
        "staff_links": _links(request, desk),
    }
    return render(request, f"counter/{template}", {**shared, **context}, status=status)


def _links(request: HttpRequest, desk: Desk) -> list[Step]:
    names = [("today", _("Pintu")), ("overview", _("Balai"))]
    if desk.may_help:
        names += [("counters", _("Loket")), ("help", _("Bantu pemohon"))]
        names += [("release", _("Lepas permohonan"))]
    links = [(desk.url(name), words) for name, words in names]
    return [
        Step(words, "current" if request.path == url else "next", url=url) for url, words in links
    ]
