"""Hands pages the holder's own application, or shows that it does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from antrean.records import access
from antrean.records.models import Application
from antrean.ui.gates import SignedIn, holder_required
from antrean.web.problems import already_sent

P = ParamSpec("P")
Page = Callable[Concatenate[SignedIn, Application, P], HttpResponse]
Gated = Callable[..., HttpResponse]


def own_application(page: Page[P]) -> Gated:
    """Hand the page the holder's own application; the same 404 for every other reference."""

    @holder_required
    @wraps(page)
    def gated(request: SignedIn, /, ref: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return page(request, access.application(ref, by=request.user), *args, **kwargs)

    return gated


def own_draft(page: Page[P]) -> Gated:
    """Hand the page the holder's own draft. What was submitted shows its result instead."""

    @own_application
    @wraps(page)
    def gated(
        request: SignedIn, application: Application, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if application.state == "draft":
            return page(request, application, *args, **kwargs)
        if request.method == "POST":
            return already_sent(request, application)
        return redirect("web:result", application.ref)

    return gated
