"""A real mail server for tests: it keeps what it takes, and answers as it is told beforehand."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from antrean.adapters.mail_catcher import LOOPBACK, FreePort
from antrean.adapters.mail_server import Address

TIMEOUT_SECONDS = 0.3
"""How long letters wait for this server; it answers at once unless it is told to keep silent."""


class PostOffice:
    """Listens on loopback while used as a context; `close` and `open` make it go and come back."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.answers: dict[str, deque[str]] = defaultdict(deque)
        self.always: dict[str, str] = {}
        self.calls = 0
        self.timeout_seconds = TIMEOUT_SECONDS
        self.hangs_up_instead_of_answering = False
        self.before_answering: dict[str, Callable[[], object]] = {}
        self._server: FreePort | None = None
        self._port = 0

    def __enter__(self) -> "PostOffice":
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> Address:
        """Where it listens, or would listen."""
        return Address(LOOPBACK, self._port, timeout_seconds=self.timeout_seconds)

    @property
    def message_ids(self) -> list[str]:
        """The Message-IDs of what was taken, in order."""
        return [letter["Message-ID"] for letter in self.received]

    def open(self) -> None:
        """Listen, at the same port as before."""
        self._server = FreePort(self, port=self._port)
        self._server.start()
        self._port = self._server.port

    def close(self) -> None:
        """Go away: connections are refused from now on."""
        if self._server is not None:
            self._server.stop()
        self._server = None

    def will_answer(self, step: str, *answers: str) -> None:
        """Answer the next steps of that kind (MAIL, RCPT or DATA) like this, one after another.

        Afterwards, and for other steps, it answers what `always` says, else "250 OK". What stands
        in `before_answering` is done first; a letter counts as received before that.
        """
        self.answers[step].extend(answers)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.calls += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return await self._answer("MAIL")

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self._answer("RCPT")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        letter = BytesParser(EmailMessage, policy=default).parsebytes(envelope.content)
        answer = await self._answer("DATA", taking=letter)
        if self.hangs_up_instead_of_answering:
            server.transport.abort()
        return answer

    async def _answer(self, step: str, *, taking: EmailMessage | None = None) -> str:
        scripted = self.answers[step]
        answer = scripted.popleft() if scripted else self.always.get(step, "250 OK")
        if taking is not None and answer.startswith("2"):
            self.received.append(taking)
        await asyncio.to_thread(self.before_answering.get(step, nothing))
        return answer


def nothing() -> None:
    """Do nothing."""
