"""The line to the mail server: takes letters one by one, and says clearly what went wrong."""

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Self

from django.conf import settings

PERMANENT_FROM = 500
UNFOLDED = SMTP.clone(max_line_length=200)
"""Python folds a subject of seventy letters right after "Subject:", and some programs then show it
with a blank in front; up to two hundred signs we keep it on one line."""


class LineDown(Exception):
    """No connection, or it broke: the letter was perhaps taken, perhaps not. Try again later."""


class NotNow(Exception):
    """The server does not take this letter at present. Try again later."""


class Refused(Exception):
    """The server will never take this letter: trying again is no use."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the mail server is and how we sign in to it; seconds are for each step."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encrypted: bool = False
    timeout_seconds: float = 10

    @classmethod
    def from_settings(cls) -> Self:
        """Return the address that the settings name."""
        return cls(
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
            settings.EMAIL_HOST_USER,
            settings.EMAIL_HOST_PASSWORD,
            settings.EMAIL_USE_TLS,
            settings.EMAIL_TIMEOUT,
        )


class Line:
    """One connection, for many letters. Raises `LineDown` where it cannot be opened."""

    def __init__(self, address: Address) -> None:
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        self.sender = sender
        try:
            self.smtp = smtplib.SMTP(
                address.host,
                address.port,
                local_hostname=sender.partition("@")[2],
                timeout=address.timeout_seconds,
            )
        except (OSError, smtplib.SMTPException) as problem:
            raise LineDown(_said(problem)) from problem
        try:
            self._greet(address)
        except (OSError, smtplib.SMTPException) as problem:
            self.smtp.close()
            raise LineDown(_said(problem)) from problem

    @property
    def is_open(self) -> bool:
        """Whether the server still listens, as far as we know: some hang up after a refusal."""
        return self.smtp.sock is not None

    def send(self, letter: EmailMessage, *, to: str) -> None:
        """Hand over one letter; returning means the server has taken it.

        Raises `Refused`, `NotNow`, or `LineDown` (then open a new line for the next letter).
        """
        try:
            self.smtp.sendmail(self.sender, [to], as_sent(letter))
        except smtplib.SMTPRecipientsRefused as problem:
            code, said = problem.recipients[to]
            raise _judged(code, said) from problem
        except smtplib.SMTPSenderRefused as problem:
            raise NotNow(_said(problem)) from problem  # our own fault, not the letter's
        except smtplib.SMTPDataError as problem:
            raise _judged(problem.smtp_code, problem.smtp_error) from problem
        except UnicodeError as problem:
            raise Refused("The address cannot be written in ASCII.") from problem
        except (OSError, smtplib.SMTPException) as problem:
            self.smtp.close()
            raise LineDown(_said(problem)) from problem

    def hang_up(self) -> None:
        """Say goodbye where somebody still listens, and close."""
        with suppress(OSError, smtplib.SMTPException):
            self.smtp.quit()
        self.smtp.close()

    def cut(self) -> None:
        """Break the line off at once, from another thread too; a waiting `send` then fails."""
        with suppress(OSError):
            if self.smtp.sock is not None:
                self.smtp.sock.shutdown(socket.SHUT_RDWR)

    def _greet(self, address: Address) -> None:
        if address.encrypted:
            self.smtp.starttls(context=ssl.create_default_context())
        if address.user:
            self.smtp.login(address.user, address.password)


def as_sent(letter: EmailMessage) -> bytes:
    """Return the letter as it goes over the line."""
    return letter.as_bytes(policy=UNFOLDED)


def _judged(code: int, said: bytes | str) -> NotNow | Refused:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    kind = Refused if code >= PERMANENT_FROM else NotNow
    return kind(f"{code} {words}")


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"
