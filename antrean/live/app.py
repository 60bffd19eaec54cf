"""The live process: the door for submissions and the streams of events."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator

import django
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Receive, Scope, Send

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antrean.site.settings")
django.setup()

from antrean.adapters import receipts  # noqa: E402 - after Django is set up
from antrean.live import answers, garbage  # noqa: E402
from antrean.live.desk import Desk  # noqa: E402
from antrean.live.door import Door  # noqa: E402
from antrean.live.hall import Hall  # noqa: E402
from antrean.live.headers import SafeHeaders  # noqa: E402
from antrean.live.intake import ADDRESS, Intake  # noqa: E402
from antrean.live.streams import STREAMS, Streams  # noqa: E402

LOOK_SECONDS = 0.25
"""How often somebody looks whether anybody has waited too long, or sends too slowly."""


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the door and the hall's ear; on the way out settle what waits."""
    receipts.public_keys()  # a key that is none shall be noticed now, not in the rush
    answers.render_all()
    desk, hall = Desk(), Hall()
    door = Door(desk.settle, hang_up=desk.hang_up)
    app.state.streams, app.state.intake = Streams(hall), Intake(door, clock=desk.clock)
    await desk.open()
    garbage.look_seldom()
    looking = asyncio.create_task(_look_after(door, app.state.intake))
    try:
        yield
    finally:
        await hall.close()
        await door.close()
        await desk.close()
        looking.cancel()


async def _look_after(door: Door, intake: Intake) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        door.look()
        intake.bodies.look()


rest = Starlette(middleware=[Middleware(SafeHeaders)], lifespan=lifespan)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand what is asked for ten thousand times to the door and the hall directly."""
    path = scope["path"] if scope["type"] == "http" else ""
    if path == ADDRESS:
        await rest.state.intake(scope, receive, send)
    elif path.startswith(STREAMS):
        await rest.state.streams(scope, receive, send)
    else:
        await rest(scope, receive, send)
