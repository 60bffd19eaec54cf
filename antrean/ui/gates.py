"""The gates before pages that need to know who somebody is."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from antrean.records import people
from antrean.records.models import Account

ONWARD = "lanjut"
"""The parameter that says where a person was going when we stopped them."""


class SignedIn(HttpRequest):
    """A request whose account is known; what a page behind a gate is given."""

    user: Account


P = ParamSpec("P")
Page = Callable[Concatenate[SignedIn, P], HttpResponse]
Gated = Callable[Concatenate[HttpRequest, P], HttpResponse]


def account_required(page: Page[P]) -> Gated[P]:
    """Let in whoever is signed in; lead others to sign-in and back."""

    @login_required
    @wraps(page)
    def gated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return page(cast(SignedIn, request), *args, **kwargs)

    return gated


def holder_required(page: Page[P]) -> Gated[P]:
    """Let in accounts whose identity is known; lead others to sign-in or to the identity page.

    Both lead back to the address that was asked for.
    """

    @account_required
    @wraps(page)
    def gated(request: SignedIn, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if people.holder(request.user) is None:
            query = urlencode({ONWARD: request.get_full_path()})
            return redirect(f"{reverse('accounts:identity')}?{query}")
        return page(request, *args, **kwargs)

    return gated
