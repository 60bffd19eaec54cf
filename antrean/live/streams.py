"""Streams of events for hall screens: numbers only and never names."""

import re
from collections.abc import AsyncIterator

from django.db import DatabaseError
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from antrean.live.hall import Hall, HallDeaf, HallFull, Told
from antrean.records.models import Office

RETRY_MS = 1000
"""How soon a browser comes back after a cut."""

STILL = "event: still\ndata: 1\n\n"
"""Says that the line holds; a screen that hears nothing for five seconds knows that it is alone."""

CODE = re.compile(r"[a-z0-9-]{1,64}")
KEY = re.compile(r"[0-9]{1,18}")
COME_BACK = {"Retry-After": "5"}


async def stream(request: Request) -> Response:
    """Open a stream of one office's events, from the last one the browser has seen on.

    404 for an office that does not exist, 503 where the stream would be deaf or one too many.
    """
    hall: Hall = request.app.state.hall
    code = request.path_params["office"]
    try:
        hall.make_room()
        await hall.hearing()
        office = await hall.office(code) if CODE.fullmatch(code) else None
    except (HallFull, HallDeaf, DatabaseError):
        return Response(status_code=503, headers=COME_BACK)
    if office is None:
        return Response(status_code=404)
    return StreamingResponse(
        _as_text(hall, office, after=_last_seen(request)),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _last_seen(request: Request) -> int | None:
    """Return the key of the last event the browser has, None where it names none."""
    seen = request.headers.get("last-event-id") or request.query_params.get("sejak", "")
    return int(seen) if KEY.fullmatch(seen) else None


async def _as_text(hall: Hall, office: Office, *, after: int | None) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MS}\n\n"
    async for event in hall.events(office, after=after):
        yield STILL if event is None else as_text(event)


def as_text(event: Told) -> str:
    """Return one event as server-sent events are written."""
    return f"id: {event.key}\nevent: {event.kind}\ndata: {event.body}\n\n"
