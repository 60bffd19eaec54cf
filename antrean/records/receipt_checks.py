"""Checks every receipt of the draw: what it opens, who signed it, and whether its owner waits."""

from collections.abc import Iterator

from django.db import connection

from antrean.adapters import receipts
from antrean.domain.draw.batch import Batch
from antrean.domain.draw.leaf import leaf_of
from antrean.domain.draw.lot import NotALot, from_text
from antrean.domain.draw.receipt import Receipt
from antrean.records.models import Receipt as Stored

STRAYED = """
SELECT 'application ' || asked.ref || ' waits for the draw with ' || count(batch.id) || ' receipts'
FROM records_application asked
LEFT JOIN records_receipt receipt ON receipt.application_id = asked.id
LEFT JOIN records_drawbatch batch ON batch.id = receipt.batch_id
    AND batch.state IN ('open', 'closed')
WHERE asked.state = 'in_draw' GROUP BY asked.ref HAVING count(batch.id) <> 1
UNION ALL
SELECT 'application ' || asked.ref || ' has a receipt and is ' || asked.state
FROM records_receipt receipt
JOIN records_drawbatch batch ON batch.id = receipt.batch_id AND batch.state IN ('open', 'closed')
JOIN records_application asked ON asked.id = receipt.application_id
WHERE asked.state NOT IN ('in_draw', 'ended')
UNION ALL
SELECT 'receipt ' || encode(receipt.leaf, 'hex') || ' is of a batch that is gone'
FROM records_receipt receipt LEFT JOIN records_drawbatch batch ON batch.id = receipt.batch_id
WHERE batch.id IS NULL
"""


def strayed() -> list[str]:
    """Return a sentence for whoever waits without a receipt, and the other way round.

    Who ended the application while it waited keeps the receipt: the leaf stays in the batch.
    """
    with connection.cursor() as cursor:
        cursor.execute(STRAYED)
        return [row[0] for row in cursor.fetchall()]


def broken() -> Iterator[str]:
    """Yield one sentence for every receipt that does not verify; nothing when all do."""
    keys = receipts.public_keys()
    rows = Stored.objects.select_related("batch", "application").order_by("leaf")
    for row in rows.iterator(chunk_size=500):
        receipt = _receipt(row)
        if leaf_of(receipt.text, salt=receipt.salt) != receipt.leaf:
            yield f"{row} does not open its leaf"
        if not receipts.is_ours(receipt, keys=keys):
            yield f"{row} is not signed by us"
        if not _is_about(receipt, ref=row.application.ref):
            yield f"{row} is about another lot"


def _receipt(row: Stored) -> Receipt:
    return Receipt(
        batch=Batch(row.batch.pk, row.batch.day, row.batch.closes_at),
        text=bytes(row.text),
        age_class=row.age_class,
        salt=bytes(row.salt),
        leaf=bytes(row.leaf),
        signed_at=row.signed_at,
        signature=bytes(row.signature),
    )


def _is_about(receipt: Receipt, *, ref: str) -> bool:
    try:
        lot = from_text(receipt.text)
    except NotALot:
        return False
    return (lot.ref, lot.age_class) == (ref, receipt.age_class)
