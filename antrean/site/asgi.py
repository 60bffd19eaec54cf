"""Everything on one address: the live door under `/live/`, the site for the rest."""

from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from antrean.live.app import app as live_app
from antrean.site.wsgi import application

LIVE_PREFIX = "/live/"
SITE_THREADS = 16  # as many as the connections settings.database() allows


def one_address(*, live: ASGIApp, site: ASGIApp) -> ASGIApp:
    """Return an application that passes each request on to the one it is meant for.

    Paths reach both unchanged. Start and end of the server concern `live` alone: the site has
    nothing to prepare.
    """

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        for_live = scope["type"] == "lifespan" or scope["path"].startswith(LIVE_PREFIX)
        if for_live:
            await live(scope, receive, send)
        else:
            await site(scope, as_coroutine(receive), send)

    return dispatch


def as_coroutine(receive: Receive) -> Receive:
    """Return the same source of a request's body as the site's adapter takes it.

    It hands what it gets to the event loop from a thread, which takes coroutines alone; granian
    gives another kind of awaitable.
    """

    async def received() -> Message:
        return await receive()

    return received


site_app = WSGIMiddleware(cast(WSGIApp, application), workers=SITE_THREADS)
app = one_address(live=live_app, site=cast(ASGIApp, site_app))
