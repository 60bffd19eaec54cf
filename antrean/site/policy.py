"""Sends what protects pages with pages: redirects and snapshots for scripts show nothing."""

from collections.abc import Callable

from csp.constants import HEADER
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

    usual = ""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy unless the browser goes elsewhere at once.

        It is worked out once for all pages that ask for nothing of their own.
        """
        if response.status_code in REDIRECTS:
            return response
        if HEADER in response or _wants_its_own(request, response):
            return super().process_response(request, response)
        if self.usual:
            response.headers[HEADER] = self.usual
        else:
            super().process_response(request, response)
            self.usual = response.headers.get(HEADER, "")
        return response


def _wants_its_own(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether the page used a nonce, or a view changed the policy for its answer."""
    return hasattr(request, "_csp_nonce") or any(name.startswith("_csp") for name in vars(response))


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
