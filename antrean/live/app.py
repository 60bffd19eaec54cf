"""The live process: the door for submissions and the streams of events."""

import contextlib
import os
from collections.abc import AsyncIterator

import django
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antrean.site.settings")
django.setup()

from antrean.live import answers  # noqa: E402 - after Django is set up
from antrean.live.door import Door  # noqa: E402
from antrean.live.hall import Hall  # noqa: E402
from antrean.live.headers import SafeHeaders  # noqa: E402
from antrean.live.intake import intake  # noqa: E402
from antrean.live.settle import let_go, settle  # noqa: E402
from antrean.live.streams import stream  # noqa: E402


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the door and the hall's ear; on the way out settle what waits."""
    answers.render_all()
    app.state.door, app.state.hall = Door(settle, let_go=let_go), Hall()
    try:
        yield
    finally:
        await app.state.hall.close()
        await app.state.door.close()


app = Starlette(
    routes=[
        Route("/live/pengajuan", intake, methods=["POST"]),
        Route("/live/arus/{office}", stream),
    ],
    middleware=[Middleware(SafeHeaders)],
    lifespan=lifespan,
)
