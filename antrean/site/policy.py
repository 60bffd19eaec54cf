"""Sends the content security policy with pages; a redirect shows nothing, so it goes without."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

REDIRECTS = range(300, 400)


class PolicyOnPages(CSPMiddleware):
    """The library's middleware, quiet on redirects: on the way to a ticket they are a dozen."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy unless the browser goes elsewhere at once."""
        if response.status_code in REDIRECTS:
            return response
        return super().process_response(request, response)
