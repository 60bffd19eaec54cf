"""Turns an outcome into an answer: a redirect for a browser, JSON for a program, or a page.

The pages are rendered once, when the process starts: under a storm nothing is rendered here.
"""

import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from antrean.actions.settling import Outcome
from antrean.domain.draw.receipt import proof
from antrean.live.headers import LINES

STATUS = {
    "given": 201,
    "received": 202,
    "refused": 409,
    "blocked": 409,
    "already_live": 409,
    "other_version": 422,
    "incomplete": 422,
    "unknown": 404,
    "forged": 403,
    "expired": 403,
    "busy": 503,
    "too_slow": 408,
    "too_large": 413,
    "wrong_type": 415,
    "unreadable": 400,
    "wrong_method": 405,
}
STORED = frozenset({"given", "received", "refused", "blocked", "already_live"})


RETRY_SECONDS = 5
"""When somebody who was turned away may press again; two batches in line have passed by then."""

MORE_LINES = {
    "busy": [(b"retry-after", b"%d" % RETRY_SECONDS)],
    "wrong_method": [(b"allow", b"POST")],
    "too_slow": [(b"connection", b"close")],  # nobody waits for the rest of it
    "too_large": [(b"connection", b"close")],
}
LEAVE, SLIP = "the-pass", "the-slip"  # where the two are spliced into a page

Line = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire, complete."""

    status: int
    headers: list[Line]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the answer."""

    language: str
    wants_json: bool


EMPTY: list[Line] = [*LINES, (b"content-length", b"0")]


def answer(outcome: Outcome, *, to: Reader) -> Answer:
    """Return the answer to one submission, in the reader's language; see `busy` for that one."""
    if to.wants_json:
        return _json(outcome.kind, _as_json(outcome, to.language))
    if outcome.kind in STORED:
        result = f"/permohonan/{outcome.ref}/hasil/".encode()
        return Answer(303, [*EMPTY, (b"location", result)])
    return problem(outcome.kind, to.language)


def busy(*, leave: str, slip: str, to: Reader) -> Answer:
    """Return the answer to somebody who must come again: their place in line is in it.

    `slip` is empty where the place could not be told; the pass may be sent again all the same.
    """
    if to.wants_json:
        return _json("busy", _as_json(Outcome("busy"), to.language) | {"slip": slip or None})
    parts = _busy_parts(to.language, has_slip=bool(slip))
    return _html("busy", parts[0] + leave.encode() + parts[1] + slip.encode() + parts[2])


@cache
def problem(kind: str, language: str) -> Answer:
    """Return a page that says what went wrong and what to do next; nothing was changed."""
    with translation.override(language):
        title, sentences = _words(kind)
        page = render_to_string(
            "ui/problem.html",
            {
                "title": title,
                "sentences": sentences,
                "action_url": "/saya/",
                "action_label": _("Buka halaman saya"),
                "service_name": settings.SERVICE_NAME,
            },
        )
    return _html(kind, page.encode())


def render_all() -> None:
    """Render every page in every language, before the first request."""
    for language, _name in settings.LANGUAGES:
        for has_slip in (True, False):
            _busy_parts(language, has_slip=has_slip)
        for kind in sorted(set(STATUS) - STORED - {"busy"}):
            problem(kind, language)


@cache
def _busy_parts(language: str, *, has_slip: bool) -> tuple[bytes, bytes, bytes]:
    """Return the page around the pass and the slip."""
    words = {"service_name": settings.SERVICE_NAME, "leave": LEAVE, "slip": SLIP * has_slip}
    with translation.override(language):
        page = render_to_string("ui/busy.html", words).encode()
    before, _, rest = page.partition(LEAVE.encode())
    between, _, after = rest.partition(SLIP.encode())
    return before, between, after


def _html(kind: str, page: bytes) -> Answer:
    return _whole(kind, page, media_type=b"text/html; charset=utf-8")


def _json(kind: str, body: dict[str, object]) -> Answer:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return _whole(kind, text.encode(), media_type=b"application/json")


def _whole(kind: str, body: bytes, *, media_type: bytes) -> Answer:
    headers = [
        *LINES,
        (b"content-type", media_type),
        (b"content-length", b"%d" % len(body)),
        *MORE_LINES.get(kind, ()),
    ]
    return Answer(STATUS[kind], headers, body)


def _words(kind: str) -> tuple[str, list[str]]:
    unchanged = _("Tidak ada yang berubah.")
    match kind:
        case "other_version":
            return _("Jawaban Anda sudah berubah"), [
                _("Jawaban ini berbeda dari yang Anda periksa terakhir."),
                unchanged,
                _("Buka halaman saya, periksa lagi, lalu kirim."),
            ]
        case "incomplete":
            return _("Permohonan belum lengkap"), [
                unchanged,
                _("Buka halaman saya dan lengkapi jawaban yang masih kosong."),
            ]
        case "expired":
            return _("Halaman periksa sudah terlalu lama terbuka"), [
                unchanged,
                _("Buka halaman saya, periksa lagi, lalu kirim."),
            ]
        case "busy":
            return _("Sedang sangat ramai"), [
                _("Jawaban Anda tersimpan. Tidak ada yang hilang."),
                _("Menunggu tidak mengurangi peluang Anda."),
            ]
        case "too_slow":
            return _("Kiriman belum sampai seluruhnya"), [
                unchanged,
                _("Sambungan Anda lambat. Buka halaman saya, lalu kirim lagi."),
            ]
        case _:
            return _("Kiriman tidak dapat dibaca"), [
                unchanged,
                _("Masuk lagi, buka halaman saya, lalu kirim dari halaman periksa."),
            ]


def _as_json(outcome: Outcome, language: str) -> dict[str, object]:
    body: dict[str, object] = {"outcome": outcome.kind, "ref": outcome.ref}
    if outcome.kind == "busy":
        body["retry_after"] = RETRY_SECONDS
    if outcome.kind not in STORED:
        return body | {"message": _message(outcome.kind, language)}
    if outcome.place is not None:
        given = outcome.place
        body |= {
            "office": given.office,
            "day": given.day.isoformat(),
            "window_starts_at": given.window_starts_at.isoformat(),
            "window_ends_at": given.window_ends_at.isoformat(),
            "arrives_at": given.arrives_at.isoformat(),
        }
    if outcome.receipt is not None:
        body |= {"receipt": proof(outcome.receipt)}
    if outcome.refusal is not None:
        body |= {
            "reason": outcome.refusal.get("reason"),
            "next_day": outcome.refusal.get("next_day"),
        }
    return body


@cache
def _message(kind: str, language: str) -> str:
    with translation.override(language):
        title, sentences = _words(kind)
    return " ".join([f"{title}.", *sentences])
