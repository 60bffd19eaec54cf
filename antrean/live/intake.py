"""Takes a submission off the wire: small body, signed pass, one outcome.

This is the hot path. It speaks bare ASGI: the framework's routing, request and answer cost more
than all that is done here.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.conf import settings
from starlette.types import Receive, Scope, Send

from antrean.actions.settling import Outcome
from antrean.adapters.signing import (
    Pass,
    PassForged,
    SlipForged,
    read_pass,
    read_slip,
    write_slip,
)
from antrean.live import answers
from antrean.live.answers import Answer, Reader
from antrean.live.bodies import Bodies, GoneAway, Unreadable
from antrean.live.door import Door
from antrean.live.heard import HeardClock

ADDRESS = "/live/pengajuan"
FORM = b"application/x-www-form-urlencoded"
PLAIN_FORM = re.compile(rb"pass=([\w.-]+)(?:&slip=([\w.-]+))?")  # what no browser needs to escape
LOGIN = re.compile(rb"(?:.*;)?\s*%b=([^;]*)" % settings.SESSION_COOKIE_NAME.encode())
LANGUAGE = re.compile(rb"(?:.*;)?\s*%b=(\w+)" % settings.LANGUAGE_COOKIE_NAME.encode())
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)

SLIP_HOURS = 12
"""How long a slip keeps one's place; a pass that was in time when it was given lasts as long."""

LAST = 2**63
"""Where somebody stands whose time of coming nobody knows, as the clock was never heard."""

Head = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """A readable submission: the pass, as text too, and since when it waits (ms), if known."""

    leave: Pass
    text: str
    since: int | None


class Intake:
    """Answers submissions. Nothing is looked up here: the pass carries what must be known."""

    def __init__(self, door: Door, *, clock: HeardClock) -> None:
        self._door, self._clock = door, clock
        self.bodies = Bodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request to the door's address."""
        head: Head = dict(scope["headers"])
        try:
            answer = await self._answer(scope["method"], head, receive)
        except GoneAway:
            return
        start = {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        await send(start)
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, method: str, head: Head, receive: Receive) -> Answer:
        try:
            asked = await self._asked(method, head, receive)
        except Unreadable as problem:
            return answers.answer(Outcome(problem.kind), to=_reader(head))
        except PassForged:
            return answers.answer(Outcome("forged"), to=_reader(head))
        since = LAST if asked.since is None else asked.since
        outcome = await self._door.submit(asked.leave, since=since)
        reader = _reader(head, language=asked.leave.language)
        if outcome.kind != "busy":
            return answers.answer(outcome, to=reader)
        known = asked.since is not None
        slip = write_slip(since, key=asked.leave.key) if known else ""
        return answers.busy(leave=asked.text, slip=slip, to=reader)

    async def _asked(self, method: str, head: Head, receive: Receive) -> Asked:
        if method != "POST":
            raise Unreadable("wrong_method")
        if head.get(b"content-type", b"").partition(b";")[0].strip().lower() != FORM:
            raise Unreadable("wrong_type")
        body = await self.bodies.read(receive, promised=head.get(b"content-length"))
        text, slip = _fields(body)
        login = LOGIN.match(head.get(b"cookie", b""))
        leave = read_pass(text, login=login[1].strip().decode("latin-1") if login else "")
        return self._in_turn(leave, text=text, slip=slip)

    def _in_turn(self, leave: Pass, *, text: str, slip: str) -> Asked:
        """Look at the slip of whoever was here before; a bad one counts as none."""
        now = self._clock.milliseconds()
        if not slip or now is None:
            return Asked(leave, text, now)
        try:
            since = read_slip(slip, key=leave.key)
        except SlipForged:
            return Asked(leave, text, now)
        kept_until = since + SLIP_HOURS * 3_600_000
        if now > kept_until:
            return Asked(leave, text, now)
        if since <= leave.expires_at * 1000:  # it was in time when it was first seen
            leave = leave._replace(expires_at=max(leave.expires_at, kept_until // 1000))
        return Asked(leave, text, min(since, now))


def _fields(body: bytes) -> tuple[str, str]:
    """Return the pass and the slip, which may be missing. Raises `Unreadable`."""
    plain = PLAIN_FORM.fullmatch(body)
    if plain:
        return plain[1].decode(), (plain[2] or b"").decode()
    try:
        fields = parse_qs(body.decode("ascii"), errors="strict", max_num_fields=8)
    except (UnicodeDecodeError, ValueError) as problem:
        raise Unreadable("unreadable") from problem
    if len(fields.get("pass", ())) != 1:
        raise Unreadable("unreadable")
    return fields["pass"][0], fields.get("slip", [""])[0]


def _reader(head: Head, *, language: str = "") -> Reader:
    """Return who reads the answer: their language where no pass tells it, a person or a program."""
    if language not in LANGUAGES:
        chosen = LANGUAGE.match(head.get(b"cookie", b""))
        language = chosen[1].decode() if chosen else ""
    if language not in LANGUAGES:
        is_english = head.get(b"accept-language", b"").lower().startswith(b"en")
        language = "en" if is_english else "id"
    return Reader(language, wants_json=b"application/json" in head.get(b"accept", b""))
