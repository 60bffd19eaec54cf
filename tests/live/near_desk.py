"""A desk in a thread of this process, so that it works on the test's own database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from antrean.adapters.signing import Pass
from antrean.live.settle import Settler
from antrean.records import clock


def leave(application, *, seconds=60):
    """Return a pass as a door hands it on."""
    expires_at = int(clock.now().timestamp()) + seconds
    return Pass(application.pk, application.version, application.key, expires_at, "id")


class NearDesk:
    """Stands in for the real one, which is tested by its own name."""

    def __init__(self):
        self._settler = Settler()
        self._thread = ThreadPoolExecutor(max_workers=1)
        self.clock = self._settler.clock
        self.hang_up = self._settler.hang_up

    async def open(self):
        await self._run(self._settler.prepare)

    async def settle(self, leaves):
        return await self._run(self._settler.settle, leaves)

    async def close(self):
        await self._run(self._settler.let_go)
        self._thread.shutdown(wait=True)

    def _run(self, what, *args):
        return asyncio.get_running_loop().run_in_executor(self._thread, what, *args)
