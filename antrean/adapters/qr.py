"""Draws a ticket code as a QR code: inline SVG for pages, PNG for mails."""

from functools import lru_cache
from io import BytesIO

import segno
from django.utils.html import escape

QUIET_ZONE = 4
"""White modules around the code, as the standard asks (ISO/IEC 18004)."""


KEPT = 512
"""Drawings that are kept, of 1 KB (a ticket) to 12 KB (a receipt): whoever opens a ticket opens it
again, and to draw one costs 5 ms, most of it for choosing the mask.
"""


def qr_svg(code: str, *, title: str) -> str:
    """Return the code as an `<svg>` element that fills its box; safe to place into a page.

    `title` is what a screen reader says. The picture holds the code and nothing else.
    """
    return _drawing(code).replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1)


@lru_cache(maxsize=KEPT)
def _drawing(code: str) -> str:
    drawing: str = segno.make(code, error="m", micro=False).svg_inline(
        omitsize=True, border=QUIET_ZONE, svgclass=None, lineclass=None
    )
    return drawing


def qr_png(code: str) -> bytes:
    """Return the code as a black and white PNG, about 200 pixels wide, for mails."""
    picture = BytesIO()
    segno.make(code, error="m", micro=False).save(picture, kind="png", scale=7, border=QUIET_ZONE)
    return picture.getvalue()
