"""Takes a submission off the wire: small body, signed pass, one outcome."""

from urllib.parse import parse_qs

from django.conf import settings
from starlette.requests import Request
from starlette.responses import Response

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass, PassForged, read_pass
from antrean.live.answers import answer
from antrean.live.door import Door, DoorFull

BODY_MAX_BYTES = 4096
FORM = "application/x-www-form-urlencoded"
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


class Unreadable(Exception):
    """The body is no submission; `kind` names the answer."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


async def intake(request: Request) -> Response:
    """Answer one submission. Nothing is looked up here: the pass carries what must be known."""
    language = _reader_language(request)
    wants_json = "application/json" in request.headers.get("accept", "")
    try:
        leave = await _read(request)
        language = leave.language if leave.language in LANGUAGES else language
        door: Door = request.app.state.door
        outcome = await door.submit(leave)
    except Unreadable as problem:
        outcome = Outcome(problem.kind)
    except PassForged:
        outcome = Outcome("forged")
    except DoorFull:
        outcome = Outcome("busy")
    return answer(outcome, language=language, wants_json=wants_json)


async def _read(request: Request) -> Pass:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise Unreadable("wrong_type")
    body = await _body(request)
    try:
        fields = parse_qs(body.decode("ascii"), errors="strict", max_num_fields=8)
    except (UnicodeDecodeError, ValueError) as problem:
        raise Unreadable("unreadable") from problem
    if len(fields.get("pass", ())) != 1:
        raise Unreadable("unreadable")
    login = request.cookies.get(settings.SESSION_COOKIE_NAME, "")
    return read_pass(fields["pass"][0], login=login)


async def _body(request: Request) -> bytes:
    """Read at most BODY_MAX_BYTES, whatever the length header promises."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_MAX_BYTES:
            raise Unreadable("too_large")
    return bytes(body)


def _reader_language(request: Request) -> str:
    chosen = request.cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in LANGUAGES:
        return chosen
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "id"
