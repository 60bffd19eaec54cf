"""The gate before every page that needs to know who somebody is."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from antrean.records import people
from antrean.records.models import Account

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

ONWARD = "lanjut"
"""The parameter that says where a person was going when we stopped them."""


def holder_required(view: View[P]) -> View[P]:
    """Let in accounts whose identity is known; lead others to sign-in or to the identity page.

    Both lead back to the address that was asked for.
    """

    @login_required
    @wraps(view)
    def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, Account) and people.holder(request.user) is None:
            query = urlencode({ONWARD: request.get_full_path()})
            return redirect(f"{reverse('accounts:identity')}?{query}")
        return view(request, *args, **kwargs)

    return gated
