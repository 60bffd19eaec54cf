"""Lots: applications that wait for the draw, each with a signed receipt."""

from collections.abc import Sequence
from datetime import datetime

from antrean.actions import seating
from antrean.actions.seating import Asked
from antrean.adapters import receipts as signed
from antrean.domain.draw.lot import Lot
from antrean.domain.draw.receipt import Receipt
from antrean.records import receipts


def receive(asked: Sequence[tuple[str, Asked]], *, now: datetime) -> dict[int, Receipt]:
    """Sign and store a receipt for each (reference, what is asked), in the caller's transaction.

    Returns them by application. Raises `IntegrityError` where the batch closes meanwhile.
    """
    if not asked:
        return {}
    batch = receipts.open_batch(now=now)
    refs, everybody = zip(*asked, strict=True)
    lost = receipts.age_classes([one.application_id for one in everybody])
    given = {}
    for ref, one in zip(refs, seating.after_pauses(everybody, today=now.date()), strict=True):
        pools = frozenset(seating.pools_of(one, now=now))
        lot = Lot(ref, one.wishes, pools, age_class=lost.get(one.application_id, 0))
        given[one.application_id] = signed.issue(lot, batch=batch, now=now)
    receipts.store(given)
    return given
