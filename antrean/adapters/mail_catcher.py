"""A small mail server on this machine that hands every letter to a function of ours."""

from asyncio.base_events import Server
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from antrean.adapters.mail_server import Address

LOOPBACK = "127.0.0.1"
TAKEN = "250 OK"
Keep = Callable[[bytes], None]


@contextmanager
def catching(keep: Keep) -> Iterator[Address]:
    """Have the server run for a while at a free port; yield where it listens.

    `keep` gets each letter as bytes, in a thread of the server's own.
    """
    server = FreePort(_Catcher(keep))
    server.start()
    try:
        yield Address(LOOPBACK, server.port)
    finally:
        server.stop()


class FreePort(Controller):
    """A server that takes whatever port is free and says afterwards which one it is."""

    def __init__(self, handler: object, *, port: int = 0) -> None:
        super().__init__(handler, hostname=LOOPBACK, port=port, decode_data=False)

    def _trigger_server(self) -> None:
        if isinstance(self.server, Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class _Catcher:
    def __init__(self, keep: Keep) -> None:
        self.keep = keep

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  the library's name
        self.keep(envelope.original_content or b"")
        return TAKEN
