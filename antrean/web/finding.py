"""Finds offices by place, province or distance, for the public list and for the path."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from antrean.adapters.regions import province_of
from antrean.records.models import Office
from antrean.records.reference import (
    Near,
    find_offices,
    known_offices,
    nearest_offices,
    offices_in,
)

LISTED_MOST = 8
"""As many offices as fit a small screen without losing oneself; there is always the search."""


class SearchForm(forms.Form):
    """Fields, all optional, in the address: `cari` = words; `provinsi`; `lat` and `lon`."""

    cari = forms.CharField(
        label=_("Kota atau nama kantor"), max_length=60, required=False, empty_value=""
    )
    provinsi = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(min_value=-90, max_value=90, required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for and what was found: first the hits, then what lies near them."""

    text: str = ""
    province: str = ""
    hits: Sequence[Office] = ()
    near: Sequence[Near] = ()
    from_here: bool = False

    @property
    def offices(self) -> list[Office]:
        """Return everything found, once, in order."""
        found = [*self.hits, *(each.office for each in self.near)]
        return list({office.code: office for office in found}.values())

    @property
    def is_empty(self) -> bool:
        return not self.near and not self.hits

    @property
    def was_asked(self) -> bool:
        return bool(self.text or self.province or self.from_here)


def search(request: HttpRequest) -> Search:
    """Read the address and look: by position, by words, or by province; empty without any."""
    form = SearchForm(request.GET)
    form.is_valid()  # whatever is wrong in the address is simply not looked for
    asked = form.cleaned_data
    if asked.get("lat") is not None and asked.get("lon") is not None:
        near = nearest_offices(asked["lat"], asked["lon"], most=LISTED_MOST)
        return Search(near=near, from_here=True)
    if text := asked.get("cari"):
        return by_words(text)
    if province := asked.get("provinsi"):
        return Search(province=province, hits=offices_in(province))
    return Search()


def by_words(text: str) -> Search:
    """Look for offices by name or place; few hits are filled up with their neighbours.

    A place without an office of its own leads to the offices of its province.
    """
    found = _offices_first(find_offices(text))
    if found and len(found) < LISTED_MOST:
        return Search(text=text, hits=found, near=around(found[0]))
    province = "" if found else (province_of(text) or "")
    return Search(text=text, province=province, hits=found or offices_in(province))


def around(office: Office) -> list[Near]:
    """Return the nearest offices of an office, itself first."""
    return nearest_offices(office.latitude, office.longitude, most=LISTED_MOST)


def from_address(address: str) -> Search:
    """Look around the town an address names, of several the last one; empty where it names none."""
    spoken = _spoken(address)
    known = known_offices().values()
    town = max(map(_town, known), key=lambda name: spoken.rfind(_spoken(name)), default="")
    if not town or _spoken(town) not in spoken:
        return Search()
    there = _offices_first(office for office in known if _town(office) == town)
    return Search(hits=there, near=around(there[0]))


def _town(office: Office) -> str:
    name = office.city.removeprefix("Kabupaten ").removeprefix("Kota ")
    return name.removeprefix("Administrasi ")


def _offices_first(found: Iterable[Office]) -> list[Office]:
    """Put whole offices before service points, else keep the order."""
    return sorted(found, key=lambda office: office.kind != "kanim")


def _spoken(text: str) -> str:
    """Return the words between blanks; "Tanjung Pinang" is written as one word by many."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} ".replace(" tanjung pinang ", " tanjungpinang ")
