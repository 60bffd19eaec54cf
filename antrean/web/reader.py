"""Who reads: the language that a page is written in."""

from django.utils.translation import get_language


def language() -> str:
    """Return "id" or "en"; whatever else a browser asked for was settled before."""
    return get_language() or "id"


def in_english() -> bool:
    return language().startswith("en")
