"""Sends what protects pages with pages: redirects and snapshots for scripts show nothing."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

from antrean.ui.snapshots import Snapshot

REDIRECTS = range(300, 400)
FOR_PAGES = (
    "Content-Language",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "Vary",  # nobody stores a snapshot
    "X-Frame-Options",
)


class PolicyOnPages(CSPMiddleware):
    """The library's middleware, quiet on redirects: on the way to a ticket they are a dozen."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy unless the browser goes elsewhere at once."""
        if response.status_code in REDIRECTS:
            return response
        return super().process_response(request, response)


def light_snapshots(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Take off a snapshot what only pages need: it is asked for every half minute, on phones."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, Snapshot):
            for name in FOR_PAGES:
                response.headers.pop(name, None)
        return response

    return respond
