"""Walks every address of the site as somebody who must not see what lies there.

Each complaint is a sentence. A route is public only if `PUBLIC` says so; a parameter that nobody
has told us an example of is a complaint too, so that no new address stays unvisited.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = frozenset(
    {
        # What everybody may read before signing in.
        "",
        "cara-kerja/",
        "urutan-panggilan/",
        "bantuan/",
        "aksesibilitas/",
        "privasi/",
        "tanpa-janji/<slug:which>/",
        "syarat/",
        "syarat/<slug:slug>/",
        "kantor/",
        "kantor/<slug:code>/",
        "undian/kunci.json",
        # The link in a mail carries its own seal.
        "konfirmasi/<str:token>/",
        # Signing up, in and out, and a forgotten password.
        "akun/login/",
        "akun/logout/",
        "akun/inactive/",
        "akun/signup/",
        "akun/confirm-email/",
        "akun/login/code/confirm/",
        "akun/password/reset/",
        "akun/password/reset/confirm/",
        "akun/password/reset/complete/",
        "akun/password/reset/done/",
        "akun/2fa/authenticate/",
        "akun/2fa/webauthn/login/",
        "kantor-belakang/login/",
        "kantor-belakang/logout/",
        # Nothing about anybody.
        "layar/<slug:office>/",
        "layar/<slug:office>/keadaan/",
        "waktu-tunggu/",
        "waktu-tunggu/<slug:office>/",
        "layar/suara/<slug:office>/<str:language>/daftar.json",
        "layar/suara/<slug:office>/<str:language>/<str:name>.<str:ending>",
        "kantor-belakang/jsi18n/",
        "bahasa/",
        "api/health",
        "api/openapi.json",
        "api/",
    }
)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")
SECRET = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
METHODS = ("get", "post")

Examples = Mapping[str, tuple[str, str]]
"""For each parameter: something that exists and is not the visitor's, and something unknown."""


@dataclass(frozen=True)
class Route:
    """One address with its parameters; `text` is how the URL configuration writes it."""

    text: str

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.text) or NAMED_GROUP.findall(self.text)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the address with these values in it."""
        path = NAMED_GROUP.sub(lambda found: values[found[1]], self.text)
        path = PARAMETER.sub(lambda found: values[found[1]], path)
        return "/" + path.replace("^", "").replace("$", "")


def routes(*, below: str = "") -> list[Route]:
    """Return every address of the site, or of one part of it, as it is configured now."""
    texts = _texts(get_resolver(settings.ROOT_URLCONF))
    return [Route(text) for text in texts if text.startswith(below)]


def complaints(visitors: Mapping[str, Client], examples: Examples, *, below: str = "") -> list[str]:
    """Visit every route as each visitor and say what should not have happened."""
    return [
        said
        for route in routes(below=below)
        for name, client in visitors.items()
        for said in _complaints(route, name, client, examples)
    ]


def _texts(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        text = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield text
        else:
            yield from _texts(each, text)


def _complaints(route: Route, name: str, client: Client, examples: Examples) -> Iterator[str]:
    untold = set(route.parameters) - examples.keys()
    if untold:
        yield f"{route.text}: no example of {', '.join(sorted(untold))}"
        return
    paths = [
        route.filled({each: pair[place] for each, pair in examples.items()}) for place in (0, 1)
    ]
    for method in METHODS:
        foreign = _visit(client, method, paths[0])
        for fault in _faults(route, foreign, is_nobody=SESSION_KEY not in client.session):
            yield f"{route.text}: {method} as {name}: {fault}"
        if paths[0] != paths[1] and foreign.status_code != 302:
            unknown = _visit(client, method, paths[1])
            for fault in _differences(route, foreign, unknown):
                yield f"{route.text}: {method} as {name}: {fault}"


def _visit(client: Client, method: str, path: str) -> HttpResponse:
    client.raise_request_exception = False
    if not client.session.get(SESSION_KEY):
        client.cookies.clear()  # nobody brings anything along from the page before
    return getattr(client, method)(path)


def _faults(route: Route, foreign: HttpResponse, *, is_nobody: bool) -> Iterator[str]:
    if foreign.status_code >= 500:
        yield "it fails"
    elif route.text in PUBLIC or _is_shut(foreign):
        return
    elif is_nobody:
        yield f"answers {foreign.status_code} to somebody who is not signed in"
    elif route.parameters:
        yield f"answers {foreign.status_code} to somebody it does not belong to"


def _differences(route: Route, foreign: HttpResponse, unknown: HttpResponse) -> Iterator[str]:
    if unknown.status_code >= 500:
        yield "it fails for what does not exist"
    elif route.text in PUBLIC:
        return
    elif foreign.status_code != unknown.status_code:
        yield "answers what exists otherwise than what does not"
    elif foreign.status_code == 404 and _body(foreign) != _body(unknown):
        yield "says 404 in other words where something exists"


def _is_shut(answer: HttpResponse) -> bool:
    """Say whether the answer is the 404, "no such method here", or leads to sign-in."""
    if answer.status_code in (404, 405):
        return True
    doors = (resolve_url(settings.LOGIN_URL), resolve_url("admin:login"))
    return answer.status_code == 302 and answer["Location"].split("?")[0] in doors


def _body(answer: HttpResponse) -> bytes:
    """Return the page without its token and its own address."""
    path = answer.request["PATH_INFO"].encode()
    return SECRET.sub(b"", answer.content).replace(path, b"")
