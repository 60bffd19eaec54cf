"""Turns an outcome into an answer: a redirect for a browser, JSON for a program, or a page.

The pages are rendered once, when the process starts: under a storm nothing is rendered here.
"""

from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from antrean.actions.settling import Outcome

STATUS = {
    "given": 201,
    "refused": 409,
    "blocked": 409,
    "already_live": 409,
    "other_version": 422,
    "incomplete": 422,
    "unknown": 404,
    "forged": 403,
    "expired": 403,
    "busy": 503,
    "too_large": 413,
    "wrong_type": 415,
    "unreadable": 400,
    "wrong_method": 405,
}
STORED = frozenset({"given", "refused", "blocked", "already_live"})


def answer(outcome: Outcome, *, language: str, wants_json: bool) -> Response:
    """Return the answer to one submission, in the reader's language."""
    if wants_json:
        return JSONResponse(_as_json(outcome, language), status_code=STATUS[outcome.kind])
    if outcome.kind in STORED:
        return RedirectResponse(f"/permohonan/{outcome.ref}/hasil/", status_code=303)
    return problem(outcome.kind, language=language)


def problem(kind: str, *, language: str) -> Response:
    """Return a page that says what went wrong and what to do next; nothing was changed."""
    headers = {"Retry-After": "5"} if kind == "busy" else {}
    if kind == "wrong_method":
        headers["Allow"] = "POST"
    return HTMLResponse(page(kind, language), status_code=STATUS[kind], headers=headers)


@cache
def page(kind: str, language: str) -> str:
    """Render a problem page in one language."""
    with translation.override(language):
        title, sentences = _words(kind)
        return render_to_string(
            "ui/problem.html",
            {
                "title": title,
                "sentences": sentences,
                "action_url": "/saya/",
                "action_label": _("Buka halaman saya"),
                "service_name": settings.SERVICE_NAME,
            },
        )


def render_all() -> None:
    """Render every page in every language, before the first request."""
    for language, _name in settings.LANGUAGES:
        for kind in sorted(set(STATUS) - STORED):
            page(kind, language)


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
                unchanged,
                _("Tunggu sebentar, lalu kirim lagi. Menunggu tidak mengurangi peluang Anda."),
            ]
        case _:
            return _("Kiriman tidak dapat dibaca"), [
                unchanged,
                _("Masuk lagi, buka halaman saya, lalu kirim dari halaman periksa."),
            ]


def _as_json(outcome: Outcome, language: str) -> dict[str, object]:
    body: dict[str, object] = {"outcome": outcome.kind, "ref": outcome.ref}
    if outcome.kind not in STORED:
        with translation.override(language):
            title, sentences = _words(outcome.kind)
        return body | {"message": " ".join([f"{title}.", *sentences])}
    if outcome.place is not None:
        given = outcome.place
        body |= {
            "office": given.office,
            "day": given.day.isoformat(),
            "window_starts_at": given.window_starts_at.isoformat(),
            "window_ends_at": given.window_ends_at.isoformat(),
            "arrives_at": given.arrives_at.isoformat(),
        }
    if outcome.refusal is not None:
        body |= {
            "reason": outcome.refusal.get("reason"),
            "next_day": outcome.refusal.get("next_day"),
        }
    return body
