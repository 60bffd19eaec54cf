"""One's own receipt: that it counts, and that its result follows from cutoffs and own wishes."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from antrean.verifier.chance import Said, is_signed_by
from antrean.verifier.ending import draw_number
from antrean.verifier.folder import Folder, Unreadable, instant
from antrean.verifier.moments import day_bytes, instant_bytes
from antrean.verifier.report import Report


def read_receipt(path: Path) -> Said:
    """Read a receipt, as its QR code holds it; raises `Unreadable`."""
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError) as problem:
        raise Unreadable(f"{path}: {problem}") from problem


def check_receipt(receipt: Said, announced: Said, report: Report, *, keys: list[bytes]) -> None:
    """Check the receipt by itself."""
    day, leaf, closes_at = receipt["batch"], receipt["leaf"], instant(receipt["closes_at"])
    same = day == announced["batch"] and closes_at == instant(announced["closes_at"])
    report.check(same, "receipt-of-batch", day=day)
    content = bytes.fromhex(receipt["salt"]) + receipt["text"].encode("ascii")
    opens = hashlib.sha256(b"\x00" + content).hexdigest() == leaf and len(receipt["salt"]) == 32
    report.check(opens, "receipt-opens")
    signed_at = instant(receipt["signed_at"])
    message = b"antrean-receipt-v1" + bytes.fromhex(leaf) + day_bytes(day)
    message += instant_bytes(signed_at)
    signed = is_signed_by(bytes.fromhex(receipt["signature"]), message, keys)
    report.check(signed, "receipt-signed")
    report.check(signed_at < closes_at, "receipt-in-time")


def check_under_root(receipt: Said, folder: Folder, report: Report) -> bool:
    """Check that the leaf is published, all of which the root was computed from before."""
    leaf = receipt["leaf"]
    found = leaf in shard_of(leaf, "leaves", folder)
    if not report.check(found, "receipt-under-root", leaf=leaf):
        report.note("omitted")
    return found


def check_result(
    receipt: Said,
    words: tuple[Said, ...],
    folder: Folder,
    report: Report,
    *,
    cells: dict[str, list[str]],
) -> None:
    """Check what was published of one's own leaf against the cutoffs."""
    announced, _, drawn = words
    leaf, lot = receipt["leaf"], lot_of(receipt["text"])
    seed = bytes.fromhex(drawn["seed"])
    report.note("draw-number", number=f"{draw_number(leaf, seed):032x}")
    line = next((each for each in shard_of(leaf, "results", folder) if each[:64] == leaf), leaf)
    age, size = lot["age_class"][0], lot["group_size"][0]
    report.check(line.split(" ")[1:3] == [age, size], "receipt-as-said", age=age, size=size)
    published = " ".join(line.split(" ")[3:])
    place = (-int(age), draw_number(leaf, seed), leaf)
    met = [
        cell
        for cell, behind in cells.items()
        if may_sit(lot, cell) and meets(place, behind[int(size)], seed)
    ]
    right = min(met, key=lambda cell: liking(lot, cell, announced["policy"]), default="-")
    report.check(published == right, "receipt-result", right=right, published=published)


def shard_of(leaf: str, kind: str, folder: Folder) -> list[str]:
    """Return the lines of the file that a leaf belongs into, none where there is no such file."""
    if not (folder.path / kind / leaf[:2] / f"{leaf[2:4]}.txt").is_file():
        return []
    return folder.lines(f"{kind}/{leaf[:2]}/{leaf[2:4]}.txt")


def lot_of(text: str) -> dict[str, list[str]]:
    """Return the values of each line of a lot's text, by its key."""
    lot = {line.split(" ")[0]: line.split(" ")[1:] for line in text.splitlines()}
    if "antrean-lot-v1" not in lot:
        raise Unreadable("antrean-lot-v1")
    return lot


def may_sit(lot: dict[str, list[str]], cell: str) -> bool:
    """Say whether a cell is one that the lot asks for and may use."""
    office, day, starts, pool = cell.split(" ")
    part = "early" if starts < "10:00" else "late" if starts < "12:00" else "afternoon"
    return (
        office in lot["offices"]
        and pool in lot["pools"]
        and f"{date.fromisoformat(day).weekday()}:{part}" not in lot["cannot"]
        and day not in lot["not_on"]
        and all(day >= first for first in lot["not_before"])
    )


def meets(place: tuple[int, int, str], cutoff: str, seed: bytes) -> bool:
    """Say whether a place in the line is not behind a cutoff."""
    if cutoff in ("*", "-"):
        return cutoff == "*"
    age, _, leaf = cutoff.partition(":")
    return place <= (-int(age), draw_number(leaf, seed), leaf)


def liking(lot: dict[str, list[str]], cell: str, policy: Said) -> tuple[object, ...]:
    """Return what orders cells for a lot: the lower is liked better."""
    name, day, starts, pool = cell.split(" ")
    office, among = lot["offices"].index(name), policy["pools"].index(pool)
    if policy["objective"] == "office":
        return office, day, starts, among
    return day, office, starts, among
