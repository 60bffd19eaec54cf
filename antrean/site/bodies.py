"""Refuses bodies that no form of ours can have, before anything reads them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_strange_bodies(get_response: Answer) -> Answer:
    """Answer 413 or 415 in the reader's language; left alone, either would be a bare 400."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or length == "0":
            return get_response(request)
        if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            advice = _("Kembali, tulis lebih singkat, lalu kirim lagi.")
            return _refuse(request, 413, _("Kiriman terlalu besar"), advice)
        if request.content_type not in FORMS:
            advice = _("Buka halamannya lagi, lalu kirim dari sana.")
            return _refuse(request, 415, _("Kiriman ini bukan formulir"), advice)
        return get_response(request)

    return answer


def _refuse(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    words = {"title": title, "sentences": [_("Tidak ada yang berubah."), advice]}
    return render(request, "ui/problem.html", words, status=status)
