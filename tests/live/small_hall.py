"""A live process whose hall holds one watcher, and has little patience with a dead line.

With ANTREAN_TEST_LAX it has as much as the kernel has by itself, as it must not be.
"""

import os

from antrean.live.app import app  # it sets Django up

from antrean.live import hall, sockets  # isort: skip

hall.WATCHERS_MAX = 1
sockets.UNHEARD_MS_MAX, sockets.UNSENT_BYTES_MAX = 1500, 4096
if "ANTREAN_TEST_LAX" in os.environ:
    sockets.be_strict = lambda: None

__all__ = ["app"]
