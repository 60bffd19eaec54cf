"""Writes deeds onto the chains, and reads the chains back for anyone who wants to check them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from antrean.domain.ledger import START, Deed, digest, in_order
from antrean.records import prepared
from antrean.records.models import LedgerHead, LedgerLink

LOCK = """
SELECT scope, sequence, digest FROM records_ledgerhead
WHERE scope = ANY(%s) ORDER BY scope FOR NO KEY UPDATE
"""

BEGIN = """
INSERT INTO records_ledgerhead (scope, sequence, digest)
SELECT scope, 0, %s FROM unnest(%s::text[]) AS scope ORDER BY scope
ON CONFLICT DO NOTHING
"""

EXTEND = """
WITH said AS (
    SELECT scope, sequence, decode(previous, 'hex') AS previous, decode(digest, 'hex') AS digest
    FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::text[])
        AS said(scope, sequence, previous, digest)
),
head AS (
    UPDATE records_ledgerhead head SET sequence = said.sequence, digest = said.digest
    FROM said WHERE head.scope = said.scope
),
link AS (
    INSERT INTO records_ledgerlink (scope, sequence, previous, digest, at)
    SELECT scope, sequence, previous, digest, %s FROM said
    RETURNING scope, id, at
)
INSERT INTO records_ledgerentry (link_id, position, deed, subject, actor, at, detail)
SELECT link.id, position, deed, subject, actor, link.at, detail::jsonb
FROM unnest(%s::text[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS entry(scope, position, deed, subject, actor, detail)
JOIN link USING (scope)
"""


def write(deeds: Sequence[Deed], *, at: datetime) -> None:
    """Write all deeds of this transaction: one link for each scope, in order of scope.

    Call it once, last, in the transaction of the deed: it locks the chain heads until commit.
    """
    if not deeds:
        return
    by_scope: dict[str, list[Deed]] = {}
    for deed in deeds:
        by_scope.setdefault(deed.scope, []).append(deed)
    extended = [
        (scope, sequence + 1, previous, _proof_of(scope, sequence + 1, previous, by_scope, at=at))
        for scope, sequence, previous in _locked_heads(sorted(by_scope))
    ]
    scopes, sequences, before, proofs = zip(*extended, strict=True)
    entries = [
        (scope, position, deed)
        for scope, said in by_scope.items()
        for position, deed in enumerate(said)
    ]
    prepared.run(
        EXTEND,
        prepared.texts(scopes),
        prepared.array(sequences),
        prepared.array(each.hex() for each in before),
        prepared.array(each.hex() for each in proofs),
        at,
        prepared.texts(scope for scope, _, _ in entries),
        prepared.array(position for _, position, _ in entries),
        prepared.texts(deed.name for _, _, deed in entries),
        prepared.texts(deed.subject for _, _, deed in entries),
        prepared.texts(deed.actor for _, _, deed in entries),
        prepared.texts(in_order(deed.detail) for _, _, deed in entries),
    )


def _proof_of(
    scope: str, sequence: int, previous: bytes, deeds: Mapping[str, Sequence[Deed]], *, at: datetime
) -> bytes:
    return digest(previous=previous, scope=scope, sequence=sequence, at=at, deeds=deeds[scope])


def _locked_heads(scopes: list[str]) -> list[tuple[str, int, bytes]]:
    """Lock the heads of these chains in order of scope; the first deed of a scope begins one."""
    heads = prepared.fetch(LOCK, scopes)
    if len(heads) < len(scopes):
        prepared.run(BEGIN, START, scopes)
        heads = prepared.fetch(LOCK, scopes)
    return [(scope, sequence, bytes(head)) for scope, sequence, head in heads]


def broken_links() -> Iterator[str]:
    """Yield one sentence for every place where a chain does not verify; nothing when all do."""
    for head in LedgerHead.objects.order_by("scope"):
        yield from _broken_in(head)
    orphans = LedgerLink.objects.exclude(scope__in=LedgerHead.objects.values("scope"))
    for scope in orphans.order_by("scope").values_list("scope", flat=True).distinct():
        yield f"{scope}: links without a head"


def _broken_in(head: LedgerHead) -> Iterator[str]:
    previous, sequence = START, 0
    links = LedgerLink.objects.filter(scope=head.scope).order_by("sequence")
    for link in links.prefetch_related("entries").iterator(chunk_size=500):
        sequence += 1
        if link.sequence != sequence or bytes(link.previous) != previous:
            yield f"{head.scope}: link {link.sequence} does not follow link {sequence - 1}"
            return
        previous = bytes(link.digest)
        if _proof(link) != previous:
            yield f"{head.scope}: link {sequence} was changed"
            return
    if (sequence, previous) != (head.sequence, bytes(head.digest)):
        yield f"{head.scope}: the head does not match the last link"


def _proof(link: LedgerLink) -> bytes:
    entries = sorted(link.entries.all(), key=lambda entry: entry.position)
    deeds = [
        Deed(link.scope, entry.deed, entry.subject, entry.actor, entry.detail) for entry in entries
    ]
    return digest(
        previous=bytes(link.previous),
        scope=link.scope,
        sequence=link.sequence,
        at=link.at,
        deeds=deeds,
    )
