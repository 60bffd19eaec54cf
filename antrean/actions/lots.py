"""Lots: applications that wait for the draw, each with a signed receipt."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from antrean.actions import seating
from antrean.actions.seating import Asked
from antrean.adapters import receipts as signed
from antrean.domain.draw.lot import Lot
from antrean.domain.draw.receipt import Receipt
from antrean.records import receipts
from antrean.records.intake import Asking


def receive(
    asked: Sequence[Asked], *, stored: Mapping[int, Asking], now: datetime
) -> dict[int, Receipt]:
    """Sign and store a receipt for each, in the caller's transaction; `stored` is by application.

    Returns them by application. Raises `IntegrityError` where the batch closes meanwhile.
    """
    if not asked:
        return {}
    batch = receipts.open_batch(now=now)
    lost = receipts.age_classes([one.application_id for one in asked])
    given = {}
    for one in seating.after_pauses(asked, today=now.date()):
        ref = stored[one.application_id].ref
        pools = frozenset(seating.pools_of(one, now=now))
        lot = Lot(ref, one.wishes, pools, age_class=lost.get(one.application_id, 0))
        given[one.application_id] = signed.issue(lot, batch=batch, now=now)
    receipts.store(given)
    return given
