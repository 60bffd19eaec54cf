"""The attempt: when a batch asks for chance, and by which hours again where none is to be had.

    closing            the root is made and published; witnesses have committed before
    + 10 minutes       chance is asked for: until here nobody may know anything of it
    + 30 minutes       what is not there by now is given up, by a public word
    + 1 hour           the next attempt begins, in the same way; and so on by the hour

A word of giving up is never taken back. It comes before anything of the next attempt can be known,
so what is taken instead is as unknown as the first chance was.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from antrean.domain.draw import batch, instant

WAIT = timedelta(minutes=10)
"""How long the root is public, at several places, before chance is asked for."""
PATIENCE = timedelta(minutes=30)
AGAIN = timedelta(hours=1)
ATTEMPTS_MAX = 24
"""After a day of attempts nobody goes on by rule: people must say publicly what happens."""
GIVEN_UP_PURPOSE = b"antrean-given-up-v1"


class TooEarly(Exception):
    """The attempt may still succeed: it is given up half an hour after its beginning."""


class NoAttemptLeft(Exception):
    """A day of attempts is over."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of the batch of `day`, which closes at `closes_at`; the first has number 0."""

    day: date
    closes_at: datetime
    number: int = 0

    @property
    def begins_at(self) -> datetime:
        return self.closes_at + self.number * AGAIN

    @property
    def asks_at(self) -> datetime:
        return self.begins_at + WAIT

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + PATIENCE

    def in_bytes(self) -> bytes:
        return in_bytes(self.day, number=self.number)


def in_bytes(day: date, *, number: int) -> bytes:
    """Return a batch's day as in `batch.in_bytes`, then an attempt's number as a byte: 12 bytes."""
    return batch.in_bytes(day) + bytes([number])


def after(attempt: Attempt, *, given_up_at: datetime) -> Attempt:
    """Return the attempt that counts once this one was publicly given up at that instant.

    It is the first that begins ten minutes later or more. Raises `TooEarly`, `NoAttemptLeft`.
    """
    if given_up_at < attempt.ends_at:
        raise TooEarly
    for number in range(attempt.number + 1, ATTEMPTS_MAX):
        later = replace(attempt, number=number)
        if later.begins_at >= given_up_at + WAIT:
            return later
    raise NoAttemptLeft


def given_up_message(attempt: Attempt, *, at: datetime) -> bytes:
    """Return what is signed when an attempt is given up, 39 bytes.

    "antrean-given-up-v1" in ASCII (19), the attempt as in `in_bytes` (12), and the instant as in
    `instant.in_bytes` (8).
    """
    return GIVEN_UP_PURPOSE + attempt.in_bytes() + instant.in_bytes(at)
