"""The QR code on a ticket: what it holds, and that pages may show it."""

from io import BytesIO
from xml.etree import ElementTree as ET

import segno
from PIL import Image

from antrean.adapters.qr import qr_png, qr_svg


def test_the_drawing_is_one_svg_element_that_says_what_it_is():
    drawing = ET.fromstring(qr_svg("7K4M9QX2", title="Kode tiket"))  # noqa: S314  ours

    assert drawing.tag == "svg"
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "Kode tiket"


def test_the_drawing_needs_no_style_and_no_script():
    drawing = qr_svg("7K4M9QX2", title="Kode tiket")

    assert "style" not in drawing
    assert "script" not in drawing


def test_a_title_cannot_break_out_of_the_drawing():
    drawing = qr_svg("7K4M9QX2", title='"><script>')

    assert "<script>" not in drawing


def test_the_picture_shows_the_same_modules_as_the_code_itself():
    picture = Image.open(BytesIO(qr_png("7K4M9QX2")))
    modules = segno.make("7K4M9QX2", error="m", micro=False)

    assert picture.width == modules.symbol_size(scale=7, border=4)[0]
    assert picture.convert("L").getpixel((7 * 4, 7 * 4)) == 0


def test_a_drawing_is_made_once_and_each_title_is_its_own(monkeypatch):
    first = qr_svg("A1B2C3D4", title="Kode tiket")
    monkeypatch.setattr("segno.make", None)

    assert qr_svg("A1B2C3D4", title="Ticket code") == first.replace("Kode tiket", "Ticket code")
