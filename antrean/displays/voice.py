"""The voice of a hall over HTTP: which fragments can be heard there, and each of them."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from antrean.adapters import voice_bank
from antrean.adapters.voice_bank import Recording
from antrean.domain.hall import voice
from antrean.records import reference

TYPES = {"opus": "audio/ogg", "mp3": "audio/mpeg"}
LONG = "public, max-age=31536000, immutable"
"""For an address that names the file's version; any other is asked for again."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose voice, in which language, from which folder."""

    folder: Path
    office: str
    language: str


@require_safe
def contents(_: HttpRequest, office: str, language: str) -> HttpResponse:
    """List the fragments that can be heard at an office, and in which order a call says them."""
    known = language in voice.LANGUAGES and reference.offices().filter(code=office).exists()
    if not known:
        raise Http404
    here = Voice(_folder(), office, language)
    found = voice_bank.recordings(here.folder, office=office, language=language)
    answer = JsonResponse(
        {
            "silent": not found,
            "call": voice.CALL,
            "repeat_seconds": voice.REPEAT_SECONDS,
            "fragments": {name: _described(here, name, found[name]) for name in found},
        }
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def fragment(
    request: HttpRequest, office: str, language: str, name: str, ending: str
) -> HttpResponse:
    """Return one file; browsers may keep it as long as its address names this version of it."""
    path = voice_bank.recording(
        _folder(), office=office, language=language, name=name, ending=ending
    )
    if path is None:
        raise Http404
    version = _version(path)
    headers = {
        "ETag": f'"{version}"',
        "Cache-Control": LONG if request.GET.get("v") == version else "no-cache",
    }
    if request.headers.get("If-None-Match", "").removeprefix("W/") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(path.read_bytes(), content_type=TYPES[ending], headers=headers)


def _folder() -> Path:
    return Path(settings.VAR) / "voice"


def _described(here: Voice, name: str, recording: Recording) -> dict[str, object]:
    """Return the address of a fragment, a second one for browsers that cannot play the first."""
    first, *others = (
        _address(here, name, ending, path) for ending, path in recording.files.items()
    )
    described: dict[str, object] = {"url": first}
    if others:
        described["fallback"] = others[0]
    if recording.seconds is not None:
        described["seconds"] = recording.seconds
    return described


def _address(here: Voice, name: str, ending: str, path: Path) -> str:
    place = reverse("displays:voice", args=[here.office, here.language, name, ending])
    return f"{place}?v={_version(path)}"


def _version(path: Path) -> str:
    """Return what changes whenever another file takes this place."""
    facts = path.stat()
    return f"{facts.st_mtime_ns:x}-{facts.st_size:x}"
