"""A line between a browser and a server that can be cut and mended, to see what happens then."""

import contextlib
import select
import socket
import threading
from types import TracebackType
from typing import Self

CHUNK_BYTES = 65_536
LOOK_SECONDS = 0.2
ENDS_MAX = 500
"""Connections that one line has carried at most; it is made for one browser."""


class Line:
    """Carries every connection on to a port of this machine; `port` is its own end.

    While cut, all connections are closed and new ones refused at once. While silent, nothing is
    carried and nothing is closed, as where a cable was pulled further away.
    """

    def __init__(self, to: int) -> None:
        self._to = to
        self._ends: list[socket.socket] = []
        self._whole, self._loud = threading.Event(), threading.Event()
        self._whole.set()
        self._loud.set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._is_open = True
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._is_open = False
        self.cut()
        self._door.close()

    @property
    def address(self) -> str:
        """Where a browser begins."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Close every connection and refuse new ones."""
        self._whole.clear()
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def hush(self) -> None:
        """Carry nothing any more, without anybody being told."""
        self._loud.clear()

    def mend(self) -> None:
        """Carry again; what was hushed meanwhile is carried too."""
        self._whole.set()
        self._loud.set()

    def _accept(self) -> None:
        while self._is_open:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if not self._whole.is_set() or len(self._ends) > ENDS_MAX:
                near.close()
                continue
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError), self._far() as far:
            self._ends += [near, far]
            onward = {near: far, far: near}
            while self._is_open and self._whole.is_set():
                self._loud.wait(LOOK_SECONDS)
                ready, _, _ = select.select([near, far], [], [], LOOK_SECONDS)
                for end in ready if self._loud.is_set() else ():
                    read = end.recv(CHUNK_BYTES)
                    if not read:
                        return
                    onward[end].sendall(read)

    def _far(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._to), 5)
