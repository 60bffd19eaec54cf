"""Fills the receipt of an application in the draw: which draw, when it closes, and the proof."""

import json

from django.conf import settings
from django.utils.translation import gettext as _

from antrean.adapters.qr import qr_svg
from antrean.domain import wording
from antrean.domain.draw.receipt import Receipt, proof
from antrean.domain.wishes import from_json
from antrean.records import clock, lookups, receipts, reference
from antrean.records.models import Application
from antrean.ui.pieces import Row
from antrean.web import answers, reader

GROUP = 4
"""Signs of the leaf that stand together, so that it can be read aloud and compared."""


def card(receipt: Receipt, application: Application) -> dict[str, object]:
    """Return what the page of an application in the draw shows, in the preferred office's hours.

    The QR code holds all that proves the receipt; neither name nor identity number is in it.
    """
    said = question(receipt, application)
    return {
        "waits": application.state == "in_draw",
        "open": clock.now() < receipt.batch.closes_at,
        "drawn": receipts.is_drawn(receipt.batch),
        "released": lookups.was_released(application),
        "ref": application.ref,
        **said,
        "rows": [
            Row(_("Undian"), said["day"]),
            Row(_("Ditutup"), said["closes"]),
            Row(_("Kantor"), said["office"]),
            Row(_("Pemohon"), said["applicant"]),
        ],
        "signs": wording.grouped_code(receipt.leaf.hex().upper(), size=GROUP).split(),
        "qr": qr_svg(json.dumps(proof(receipt)), title=_("Kode QR tanda terima")),
    }


def question(receipt: Receipt, application: Application) -> dict[str, str]:
    """Say which draw, when it closes by the preferred office's clock, which offices, for whom."""
    wishes, language = from_json(application.wishes), reader.language()
    office = reference.known_offices().get(wishes.offices[0])
    timezone = office.timezone if office else settings.TIME_ZONE
    closes_at = receipt.batch.closes_at
    name = application.applicant.full_name if application.applicant else ""
    return {
        "day": wording.day_in_words(receipt.batch.day, language=language),
        "closes": wording.clock_in_words(closes_at, timezone=timezone, language=language),
        "office": answers.offices(wishes),
        "applicant": wording.masked_name(name),
    }
