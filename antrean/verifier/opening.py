"""What was said before the draw: the announcement, and the root over all leaves."""

from __future__ import annotations

from typing import Any

from antrean.verifier.folder import LEAF, Folder, Tree, Unreadable, instant
from antrean.verifier.moments import asks_at
from antrean.verifier.report import Report


def check_announced(folder: Folder, announced: dict[str, Any], report: Report) -> None:
    """Check the announcement by itself."""
    files = announced["files"]
    same = all(folder.digest(name) == files[name] for name in files)
    cells = folder.cells(sorted(files))
    seats = sum(int(behind[0]) for behind in cells.values())
    report.check(same, "seat-files", offices=len(files), seats=seats)
    at, closes_at = announced["announced_at"], instant(announced["closes_at"])
    report.check(instant(at) < closes_at, "announced-before", at=at)
    due = asks_at(announced, announced["attempt"])
    holds = instant(announced["asks_at"]) == due and announced["attempt"] == 0
    report.check(holds, "asks-by-rule", at=announced["asks_at"])
    report.cannot("code", code=announced["code"])
    if not announced["beacon"]["from_outside"]:
        report.note("nobody-outside")


def check_closed(
    folder: Folder, announced: dict[str, Any], closed: dict[str, Any], report: Report
) -> None:
    """Check the root and what is under it."""
    same = closed["announced"] == folder.digest("announced.json")
    report.check(same and closed["batch"] == announced["batch"], "closed-on-announced")
    at = instant(closed["closed_at"])
    in_time = instant(announced["closes_at"]) <= at < asks_at(announced, announced["attempt"])
    report.check(in_time, "closed-in-time", at=closed["closed_at"])
    tree, in_order, last = Tree(), True, ""
    for beginning, leaves in folder.shards("leaves"):
        for leaf in leaves:
            if not LEAF.fullmatch(leaf):
                raise Unreadable(f"leaves: {leaf[:80]!r}")
            in_order = in_order and last < leaf and leaf.startswith(beginning)
            last = leaf
            tree.add(bytes.fromhex(leaf))
    report.check(in_order, "leaves-in-order")
    report.check(tree.count == closed["leaves"], "leaves-counted", count=tree.count)
    report.check(tree.root() == closed["root"], "root", root=tree.root())
    sums = {sum(closed[kind].values()) for kind in ("offices", "pools")}
    report.check(sums <= {closed["leaves"]}, "counts-add-up")
    report.cannot("pool-counts")
