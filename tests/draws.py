"""Rows of the draw for tests: batches in every state, receipts as the intake gives them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F
from django.db.models.functions import Coalesce

from antrean.adapters import receipts as signed
from antrean.domain.draw.batch import Batch
from antrean.domain.draw.lot import Lot
from antrean.domain.draw.receipt import Receipt
from antrean.domain.wishes import from_json
from antrean.records import receipts
from antrean.records.models import Application, DraftClaim, DrawBatch, Office, OfficeWay
from antrean.records.models import Receipt as Stored
from tests.factories import LONG_AGO

HOUR = timedelta(hours=1)


def make_batch(day: date) -> Batch:
    """Return an open batch that closes at six in the evening of that day."""
    closes_at = datetime.combine(day, time(18), tzinfo=ZoneInfo("Asia/Jakarta"))
    row = DrawBatch.objects.create(day=day, closes_at=closes_at, opened_at=closes_at - 24 * HOUR)
    return Batch(row.pk, day, closes_at)


def bring(batch: Batch, state: str) -> None:
    """Bring an open batch forward to that state, step by step."""
    rows = DrawBatch.objects.filter(pk=batch.id)
    leaves = Stored.objects.filter(batch_id=batch.id).count()
    steps = {
        "closed": {"closed_at": F("closes_at"), "root": bytes(32), "leaves": leaves},
        "drawn": {"drawn_at": F("closes_at") + HOUR, "beacon": b"beacon"},
        "published": {"published_at": F("closes_at") + 2 * HOUR},
    }
    for step, said in steps.items():
        rows.update(state=step, **said)
        if step == state:
            break


def unstored_receipt(application: Application, *, batch: Batch, age_class: int = 0) -> Receipt:
    """Return a receipt for the application, signed an hour before the batch closes, not stored."""
    lot = Lot(
        application.ref, from_json(application.wishes), frozenset({"regular"}), age_class=age_class
    )
    return signed.issue(lot, batch=batch, now=batch.closes_at - HOUR)


def make_receipt(application: Application, *, batch: Batch, age_class: int = 0) -> Receipt:
    """Return the stored receipt of an application that waits for this batch from now on."""
    receipt = unstored_receipt(application, batch=batch, age_class=age_class)
    receipts.store({application.pk: receipt})
    DraftClaim.objects.filter(application=application).delete()
    Application.objects.filter(pk=application.pk).update(
        state="in_draw",
        submitted_at=Coalesce("submitted_at", receipt.signed_at),
        submitted_version=F("version"),
    )
    return receipt


def let_draw(office: Office) -> Office:
    """Let the office draw since long ago, and return it."""
    OfficeWay.objects.create(
        office=office, from_day=date(2026, 1, 2), way="draw", why="Uji", since_at=LONG_AGO
    )
    return office
