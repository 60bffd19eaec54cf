"""The pages of the demonstration's inbox; everywhere else they do not exist."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antrean.jobs import inbox

CODE_LINE = re.compile(r"^ {4}(\S+)$\n?", re.MULTILINE)
ADDRESS_LENGTH_MAX = 254
Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def demo_only(page: Page[Rest]) -> Page[Rest]:
    """Answer 404 wherever real people are served, and for letters that are not there."""

    @wraps(page)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        try:
            return page(request, *args, **kwargs)
        except inbox.NoSuchLetter as problem:
            raise Http404 from problem

    return require_safe(guarded)


@demo_only
def letters(request: HttpRequest) -> HttpResponse:
    """List the newest letters, all or those to one address."""
    wanted = request.GET.get("alamat", "")[:ADDRESS_LENGTH_MAX].strip()
    context = {"envelopes": inbox.envelopes(to=wanted), "wanted": wanted}
    return render(request, "jobs/inbox.html", context)


@demo_only
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one letter as text, with its code, QR code and attachments."""
    found = inbox.letter(name)
    text = _content(found, "plain")
    code = CODE_LINE.search(text)
    context = {
        "envelope": inbox.envelope(name),
        "code": code.group(1) if code else "",
        "text": CODE_LINE.sub("", text),
        "files": inbox.files(found),
    }
    return render(request, "jobs/inbox_letter.html", context)


@demo_only
def as_mail(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Show the HTML part as a mail program would, its picture from here."""
    found = inbox.letter(name)
    page = _content(found, "html")
    for file in inbox.files(found):
        address = reverse("jobs:file", args=[name, file.number])
        page = page.replace(f"cid:{file.content_id}", address) if file.content_id else page
    return HttpResponse(page)


@demo_only
def file(request: HttpRequest, name: str, number: int) -> HttpResponse:  # noqa: ARG001
    """Hand out one attachment; what is not a picture is downloaded."""
    found = next((each for each in inbox.files(inbox.letter(name)) if each.number == number), None)
    if found is None:
        raise Http404
    how = "inline" if found.is_picture else "attachment"
    disposition = f'{how}; filename="{found.filename}"'
    return HttpResponse(
        found.content,
        content_type=found.kind,
        headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"},
    )


def _content(found: EmailMessage, kind: str) -> str:
    part = found.get_body((kind,))
    return "\n".join(str(part.get_content()).splitlines()) if part is not None else ""
