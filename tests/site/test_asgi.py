"""One address for two doors: each request reaches the one it is meant for, unchanged."""

import asyncio

import pytest

from antrean.site.asgi import as_coroutine, one_address

SCOPES = [
    ({"type": "http", "path": "/live/pengajuan"}, "live"),
    ({"type": "http", "path": "/live/arus/kanim-batam"}, "live"),
    ({"type": "lifespan"}, "live"),
    ({"type": "http", "path": "/"}, "site"),
    ({"type": "http", "path": "/lively"}, "site"),
    ({"type": "http", "path": "/akun/live/"}, "site"),
]


def door(name, calls):
    """Return an application that notes each call with its name."""

    async def answer(scope, receive, send):
        calls.append((name, scope, send))

    return answer


@pytest.mark.parametrize(("scope", "expected"), SCOPES)
def test_a_request_reaches_the_door_it_is_meant_for(scope, expected):
    calls = []
    app = one_address(live=door("live", calls), site=door("site", calls))

    asyncio.run(app(scope, "receive", "send"))

    assert calls == [(expected, scope, "send")]


class Chunk:
    """A body's part as granian gives it: to be awaited, and yet no coroutine."""

    def __await__(self):
        yield from ()
        return {"type": "http.request", "body": b"nik"}


def test_a_posted_body_reaches_the_site_as_a_coroutine():
    receive = as_coroutine(Chunk)

    message = asyncio.run(receive())

    assert message["body"] == b"nik"
