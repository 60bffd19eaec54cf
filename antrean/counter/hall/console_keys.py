"""The keys of this computer's keypad: which deed lies on which, or none at all.

They belong to the keypad and not to a person, so they are kept in a signed cookie of the computer.
"""

import json
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antrean.counter import desk as desks
from antrean.counter.hall.console_gate import Place, at_counter
from antrean.domain.hall.keys import DEEDS, DEFAULT_KEYS, KEYS, KeysUnclear, read_keys

COOKIE = "tombol"
YEAR_SECONDS = 365 * 24 * 3600
OFF = "mati"
NAMES = {
    "next": gettext_lazy("Panggil berikutnya"),
    "recall": gettext_lazy("Panggil ulang"),
    "serve": gettext_lazy("Mulai layani, selesai"),
    "absent": gettext_lazy("Tidak hadir"),
    "transfer": gettext_lazy("Alihkan"),
    "park": gettext_lazy("Parkir"),
    "pause": gettext_lazy("Jeda, lanjutkan"),
    "undo": gettext_lazy("Urungkan"),
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys as they hold now: for the script as JSON, for the labels by deed; empty when off."""

    chosen: dict[str, str]

    @property
    def json(self) -> str:
        return json.dumps(self.chosen) if self.chosen else ""

    @property
    def labels(self) -> dict[str, str]:
        return {deed: KEYS[key] for key, deed in self.chosen.items()}


class KeyForm(forms.Form):
    """One key for each deed, and whether keys work at all."""

    is_off = forms.BooleanField(
        label=gettext_lazy("Matikan tombol cepat di komputer ini"), required=False
    )

    def __init__(self, request: HttpRequest) -> None:
        keys = keys_of(request).chosen
        own = {deed: key for key, deed in (keys or DEFAULT_KEYS).items()}
        data = request.POST if request.method == "POST" else None
        super().__init__(data, initial={**own, "is_off": not keys})
        for deed in DEEDS:
            self.fields[deed] = forms.ChoiceField(label=NAMES[deed], choices=list(KEYS.items()))

    def clean(self) -> dict[str, object]:
        """Refuse two deeds on one key, each said at the second of them."""
        cleaned = dict(super().clean() or {})
        seen: set[object] = set()
        for deed in DEEDS:
            if deed in cleaned and cleaned[deed] in seen:
                self.add_error(deed, _("Tombol ini sudah dipakai di atas. Pilih tombol lain."))
            seen.add(cleaned.get(deed))
        return cleaned

    def chosen(self) -> dict[str, str]:
        """Return the map from key to deed. Raises `KeysUnclear`."""
        return read_keys({str(self.cleaned_data[deed]): deed for deed in DEEDS})


def keys_of(request: HttpRequest) -> Keys:
    """Return this computer's keys; the usual ones where none, or nonsense, is stored."""
    stored = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    if stored == OFF:
        return Keys({})
    try:
        return Keys(read_keys(json.loads(stored))) if stored else Keys(dict(DEFAULT_KEYS))
    except (ValueError, AttributeError, KeysUnclear):
        return Keys(dict(DEFAULT_KEYS))


@at_counter
def choosing(request: HttpRequest, place: Place) -> HttpResponse:
    """Change the keys of this computer, turn them off, or take the usual ones again."""
    if request.method == "POST" and "semula" in request.POST:
        return _kept(request, place, "")
    form = KeyForm(request)
    if form.is_valid():
        off = form.cleaned_data["is_off"]
        return _kept(request, place, OFF if off else json.dumps(form.chosen()))
    return desks.page(
        request,
        place.desk,
        "hall/console_keys.html",
        status=422 if form.errors else 200,
        form=form,
        deeds=[form[deed] for deed in DEEDS],
        back_url=place.url(),
    )


def _kept(request: HttpRequest, place: Place, stored: str) -> HttpResponse:
    """Keep the keys in this browser, or forget them, and lead back to the counter."""
    answer = redirect(place.url())
    if stored:
        answer.set_signed_cookie(
            COOKIE,
            stored,
            salt=COOKIE,
            max_age=YEAR_SECONDS,
            path="/loket/",
            httponly=True,
            samesite="Strict",
            secure=request.is_secure(),
        )
    else:
        answer.delete_cookie(COOKIE, path="/loket/", samesite="Strict")
    messages.success(request, _("Tombol cepat komputer ini sudah disimpan."))
    return answer
