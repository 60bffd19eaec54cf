"""Opens the batches of the draw and keeps the receipts, hundreds in one statement."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from antrean.domain.draw.batch import Batch, closings
from antrean.domain.draw.receipt import Receipt
from antrean.records import prepared
from antrean.records.models import DrawBatch

OPEN = """
WITH asked AS (SELECT %s::timestamptz AS now),
found AS (
    SELECT id, day, closes_at FROM records_drawbatch
    WHERE closes_at > (SELECT now FROM asked) AND state = 'open' ORDER BY closes_at LIMIT 1
),
opened AS (
    INSERT INTO records_drawbatch (day, closes_at, state, opened_at)
    SELECT day, closes_at, 'open', now
    FROM asked, unnest(%s::date[], %s::timestamptz[]) AS coming(day, closes_at)
    WHERE NOT EXISTS (SELECT FROM found) AND closes_at > now
        AND day > coalesce((SELECT max(day) FROM records_drawbatch), '-infinity')
    ORDER BY day LIMIT 1
    ON CONFLICT DO NOTHING
    RETURNING id, day, closes_at
)
SELECT id, day, closes_at FROM found UNION ALL SELECT id, day, closes_at FROM opened
"""

STORE = """
INSERT INTO records_receipt (application_id, age_class, batch_id, leaf, salt, text, signature,
    signed_at)
SELECT application_id, age_class, batch_id, decode(leaf, 'hex'), decode(salt, 'hex'),
    decode(text, 'hex'), decode(signature, 'hex'), signed_at
FROM unnest(%s::bigint[], %s::int[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::timestamptz[])
    AS receipt(application_id, age_class, batch_id, leaf, salt, text, signature, signed_at)
"""

FIRST = """
SELECT DISTINCT ON (receipt.application_id)
    receipt.application_id, batch.id, batch.day, batch.closes_at, receipt.text, receipt.age_class,
    receipt.salt, receipt.leaf, receipt.signed_at, receipt.signature
FROM records_receipt receipt
JOIN records_application asked ON asked.id = receipt.application_id
    AND asked.submitted_at <= receipt.signed_at
JOIN records_drawbatch batch ON batch.id = receipt.batch_id
WHERE receipt.application_id = ANY(%s::bigint[])
ORDER BY receipt.application_id, receipt.age_class
"""

LAST = """
SELECT batch.id, batch.day, batch.closes_at, receipt.text, receipt.age_class, receipt.salt,
    receipt.leaf, receipt.signed_at, receipt.signature
FROM records_receipt receipt JOIN records_drawbatch batch ON batch.id = receipt.batch_id
WHERE receipt.application_id = %s ORDER BY receipt.age_class DESC LIMIT 1
"""

TAKES_IN = """
SELECT id FROM records_drawbatch WHERE id = %s AND state = 'open' AND closes_at > %s FOR SHARE
"""

LOST = """
SELECT application_id, max(age_class) + 1 FROM records_receipt
WHERE application_id = ANY(%s::bigint[]) GROUP BY application_id
"""

DRAWING = """
SELECT office.code FROM records_office office
CROSS JOIN LATERAL (
    SELECT way FROM records_officeway said
    WHERE said.office_id = office.id AND said.from_day <= %s
    ORDER BY said.from_day DESC LIMIT 1
) holds
WHERE office.code = ANY(%s::text[]) AND holds.way = 'draw'
"""


class NoBatchOpens(Exception):
    """Today's and tomorrow's batch are closed already: the clock went back."""


def open_batch(*, now: datetime) -> Batch:
    """Return the open batch that closes next after `now`, opened now if nobody did before.

    Needs the caller's transaction. Where two open it at once, one waits for the other and both
    return the same. The batch may be kept until it closes: no receipt is stored later than that.
    """
    days, instants = zip(
        *closings(now, hour=settings.DRAW_CLOSES, timezone=settings.TIME_ZONE), strict=True
    )
    asked = (now, list(days), list(instants))
    # Again, where another transaction opened it between our snapshot and our row.
    rows = prepared.fetch(OPEN, *asked) or prepared.fetch(OPEN, *asked)
    if not rows:
        raise NoBatchOpens
    return Batch(*rows[0])


def store(receipts: Mapping[int, Receipt]) -> None:
    """Store the receipt of each application, by its id.

    Raises `IntegrityError`, within `prepared.together` at its end, where one has it already, and
    where its batch has closed meanwhile: then everything is to be done anew, with the next batch.
    """
    given = list(receipts.values())
    prepared.run(
        STORE,
        prepared.array(receipts),
        prepared.array(each.age_class for each in given),
        prepared.array(each.batch.id for each in given),
        prepared.array(each.leaf.hex() for each in given),
        prepared.array(each.salt.hex() for each in given),
        prepared.array(each.text.hex() for each in given),
        prepared.array(each.signature.hex() for each in given),
        prepared.array(each.signed_at.isoformat() for each in given),
    )


def read_first(application_ids: Collection[int]) -> dict[int, Receipt]:
    """Return the receipt each application was given when it was submitted, by its id.

    One that was opened and submitted again has that of the last time; the intake signs a receipt
    at the instant it notes as that of the submission.
    """
    rows = prepared.fetch(FIRST, prepared.array(application_ids))
    return {row[0]: Receipt(Batch(*row[1:4]), *row[4:]) for row in rows}


def read_last(application_id: int) -> Receipt | None:
    """Return the receipt an application waits with, or waited with last; None before the first."""
    rows = prepared.fetch(LAST, application_id)
    return Receipt(Batch(*rows[0][:3]), *rows[0][3:]) if rows else None


def takes_in(batch: Batch, *, now: datetime) -> bool:
    """Say whether a batch is open, and hold it so: who closes it waits for this transaction."""
    return bool(prepared.fetch(TAKES_IN, batch.id, now))


def is_drawn(batch: Batch) -> bool:
    """Say whether the beacon spoke for a batch and every result is stored."""
    return DrawBatch.objects.filter(pk=batch.id, state__in=("drawn", "published")).exists()


def age_classes(application_ids: Collection[int]) -> dict[int, int]:
    """Return the age class of the next receipt of each, by its id; who has none begins at 0."""
    return dict(prepared.fetch(LOST, prepared.array(application_ids)))


def next_closing(now: datetime) -> datetime:
    """Return when the next batch closes: today at that hour, or tomorrow."""
    coming = closings(now, hour=settings.DRAW_CLOSES, timezone=settings.TIME_ZONE)
    return next(at for _, at in coming if at > now)


def day_of(now: datetime) -> date:
    """Return the day of the draw's calendar at that instant: Jakarta's."""
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def drawing(codes: Collection[str], *, day: date) -> set[str]:
    """Return which of these offices draw on that day (Jakarta's); the others give the soonest.

    What holds today was said yesterday at the latest, so the answer may be kept until midnight.
    """
    return {code for (code,) in prepared.fetch(DRAWING, day, list(codes))}
