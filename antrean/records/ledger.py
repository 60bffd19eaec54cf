"""Writes deeds onto the chains, and reads the chains back for anyone who wants to check them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from antrean.domain.ledger import START, Deed, digest
from antrean.records.models import LedgerEntry, LedgerHead, LedgerLink


def write(deeds: Sequence[Deed], *, at: datetime) -> None:
    """Write all deeds of this transaction: one link for each scope, in order of scope.

    Call it once, last, in the transaction of the deed: it locks the chain heads until commit.
    """
    if not deeds:
        return
    for head in _locked_heads(sorted({deed.scope for deed in deeds})):
        _extend(head, [deed for deed in deeds if deed.scope == head.scope], at=at)


def _locked_heads(scopes: Sequence[str]) -> list[LedgerHead]:
    """Lock the heads of these chains in order of scope; the first deed of a scope begins one."""
    heads = LedgerHead.objects.select_for_update().filter(scope__in=scopes).order_by("scope")
    locked = list(heads)
    if len(locked) == len(scopes):
        return locked
    LedgerHead.objects.bulk_create(
        [LedgerHead(scope=scope, digest=START) for scope in scopes], ignore_conflicts=True
    )
    return list(heads.all())


def _extend(head: LedgerHead, deeds: Sequence[Deed], *, at: datetime) -> None:
    sequence, previous = head.sequence + 1, bytes(head.digest)
    proof = digest(previous=previous, scope=head.scope, sequence=sequence, at=at, deeds=deeds)
    link = LedgerLink.objects.create(
        scope=head.scope, sequence=sequence, previous=previous, digest=proof, at=at
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            link=link,
            position=position,
            deed=deed.name,
            subject=deed.subject,
            actor=deed.actor,
            at=at,
            detail=dict(deed.detail),
        )
        for position, deed in enumerate(deeds)
    )
    LedgerHead.objects.filter(scope=head.scope).update(sequence=sequence, digest=proof)


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
