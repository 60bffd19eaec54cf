"""What came of the draw: results, seats and cutoffs, each computed again from the others."""

from __future__ import annotations

import hashlib
from typing import Any

from antrean.verifier.folder import LEAF, Folder, Tree, Unreadable
from antrean.verifier.report import Report

SIZES_MAX = 6
Place = tuple[int, int, str]
"""A place in the line, the lower first: the age class below zero, the draw number, the leaf."""
Seated = dict[str, list[tuple[Place, int]]]
"""Who sits in each cell, with how many people."""


def check_drawn(
    folder: Folder, words: tuple[dict[str, Any], ...], report: Report
) -> dict[str, list[str]]:
    """Check the results against all that was published; return what stands behind each cell."""
    announced, closed, drawn = words
    same = drawn["announced"] == folder.digest("announced.json")
    same = same and drawn["closed"] == folder.digest("closed.json")
    report.check(same and drawn["batch"] == announced["batch"], "drawn-on-both")
    seated = read_results(folder, closed, drawn, report)
    files = drawn["files"]
    report.check(all(folder.digest(name) == files[name] for name in files), "cutoff-files")
    cells = folder.cells(sorted(files))
    seats = {cell: int(behind[0]) for cell, behind in cells.items()}
    before = {cell: int(behind[0]) for cell, behind in folder.cells(announced["files"]).items()}
    opens = announced["policy"]["opens"]
    report.check(is_released(before, seats, opens), "seats-released")
    report.cannot("releases", walks=drawn["walks"])
    taken = {cell: sum(size for _, size in sitting) for cell, sitting in seated.items()}
    used = all(
        taken.get(cell, 0) >= count
        for cell, count in seats.items()
        if cell.rpartition(" ")[2] != opens
    )
    report.check(used, "reserves-used")
    kept = all(count <= seats.get(cell, 0) for cell, count in taken.items())
    report.check(kept, "seats-kept")
    right = all(
        cells[cell][1:] == cutoffs_of(count, seated.get(cell, [])) for cell, count in seats.items()
    )
    report.check(right, "cutoffs", cells=len(cells))
    report.cannot("others-wishes")
    report.cannot("ages")
    return cells


def read_results(
    folder: Folder, closed: dict[str, Any], drawn: dict[str, Any], report: Report
) -> Seated:
    """Read all results, and check them as a whole; return who sits where."""
    leaves, lines = Tree(), Tree()
    seated: Seated = {}
    seed, placed = bytes.fromhex(drawn["seed"]), True
    for beginning, shard in folder.shards("results"):
        for line in shard:
            leaf, age, size, *cell = line.split(" ")
            well = LEAF.fullmatch(leaf) and int(age) >= 0 and 1 <= int(size) <= SIZES_MAX
            if not well or len(cell) not in (1, 4):
                raise Unreadable(f"results: {line[:80]!r}")
            placed = placed and leaf.startswith(beginning)
            leaves.add(bytes.fromhex(leaf))
            lines.add(hashlib.sha256(b"\x00" + line.encode("ascii")).digest())
            if len(cell) > 1:
                place = (-int(age), draw_number(leaf, seed), leaf)
                seated.setdefault(" ".join(cell), []).append((place, int(size)))
    report.check(placed and leaves.root() == closed["root"], "results-of-leaves")
    report.check(lines.root() == drawn["results"], "results-root", root=lines.root())
    people: dict[str, dict[str, int]] = {}
    for name, sitting in seated.items():
        office, pool = name.split(" ")[0], name.split(" ")[3]
        counts = people.setdefault(office, {})
        counts[pool] = counts.get(pool, 0) + sum(size for _, size in sitting)
    served = sum(map(len, seated.values()))
    holds = people == drawn["people"] and served == drawn["served"]
    report.check(holds, "results-counted", served=served)
    return seated


def draw_number(leaf: str, seed: bytes) -> int:
    """Return the draw number of a leaf: the first 128 bits of SHA-256(seed || leaf)."""
    return int.from_bytes(hashlib.sha256(seed + bytes.fromhex(leaf)).digest()[:16], "big")


def is_released(before: dict[str, int], after: dict[str, int], opens: str) -> bool:
    """Say whether reserves gave seats to the open pool of their window, and nothing else moved."""
    windows: dict[str, int] = {}
    for cell in sorted({*before, *after}):
        window, _, pool = cell.rpartition(" ")
        more = after.get(cell, 0) - before.get(cell, 0)
        if (more > 0 and pool != opens) or (more < 0 and pool == opens):
            return False
        windows[window] = windows.get(window, 0) + more
    return before.keys() == after.keys() and not any(windows.values())


def cutoffs_of(seats: int, sitting: list[tuple[Place, int]]) -> list[str]:
    """Return the cutoffs of a cell, as they are written, from who sits in it."""
    cutoffs = ["*" if size <= seats else "-" for size in range(1, SIZES_MAX + 1)]
    free = seats
    for (age, _, leaf), people in sorted(sitting):
        after = free - people
        for size in range(max(after, 0) + 1, min(free, SIZES_MAX) + 1):
            cutoffs[size - 1] = f"{-age}:{leaf}"
        free = after
    return cutoffs
