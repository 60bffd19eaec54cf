"""The command: reads what it is pointed at, checks all of it, and says so."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from antrean.verifier.chance import check_chance
from antrean.verifier.ending import check_drawn
from antrean.verifier.folder import WORD_FILES, Folder, Unreadable
from antrean.verifier.opening import check_announced, check_closed
from antrean.verifier.own import check_receipt, check_result, check_under_root, read_receipt
from antrean.verifier.report import Report


def main(words: list[str]) -> int:
    """Check a folder; return 0 when all is true, 1 when something is not, 2 when it is unreadable.

    Whatever is in the files: what is not written as it should be is unreadable, and nothing else.
    """
    asked = parser().parse_args(words)
    report = Report(english=asked.english)
    try:
        check(asked, report)
    except (Unreadable, LookupError, ValueError, TypeError, AttributeError, OverflowError) as why:
        print(report.text("unreadable", why=why if isinstance(why, Unreadable) else repr(why)))
        return 2
    return report.verdict()


def check(asked: argparse.Namespace, report: Report) -> None:
    """Check as much as was published."""
    folder = Folder(asked.folder)
    receipt = read_receipt(asked.receipt) if asked.receipt else None
    announced = folder.word("announced")
    keys = [bytes.fromhex(key) for key in asked.key or announced["keys"]]
    check_announced(folder, announced, report)
    if receipt is not None:
        check_receipt(receipt, announced, report, keys=keys)
    if not asked.key:
        report.cannot("own-keys")
    check_copies(folder, asked, report)
    if not folder.has("closed"):
        report.note("not-closed")
        return
    closed = folder.word("closed")
    check_closed(folder, announced, closed, report)
    found = receipt is not None and check_under_root(receipt, folder, report)
    if not folder.has("drawn"):
        report.note("not-drawn")
        return
    drawn = folder.word("drawn")
    check_chance(announced, closed, drawn, report, keys=keys)
    said = (announced, closed, drawn)
    cells = check_drawn(folder, said, report)
    if receipt is not None and found:
        check_result(receipt, said, folder, report, cells=cells)


def check_copies(folder: Folder, asked: argparse.Namespace, report: Report) -> None:
    """Compare with what others were shown, and with the announcement that came after."""
    if not asked.copy:
        report.cannot("copies")
    for path in asked.copy or []:
        copy = Folder(path)
        both = [word for word in WORD_FILES if folder.has(word) and copy.has(word)]
        same = all(folder.raw(f"{word}.json") == copy.raw(f"{word}.json") for word in both)
        report.check(same and bool(both), "same-copy", folder=path, count=len(both))
    if asked.next:
        before: dict[str, Any] | None = Folder(asked.next).word("announced")["before"]
        this = {"batch": folder.word("drawn")["batch"], "drawn": folder.digest("drawn.json")}
        report.check(before == this, "next-names-it")


def parser() -> argparse.ArgumentParser:
    """Return what understands the words of the command."""
    asks = argparse.ArgumentParser(
        description="Periksa undian antrean dari berkas umumnya. / Verify a draw."
    )
    asks.add_argument("folder", type=Path, help="berkas satu undian / the files of one batch")
    asks.add_argument("--receipt", type=Path, help="tanda terima (JSON) / a receipt")
    asks.add_argument("--key", action="append", help="kunci umum / a public key, hexadecimal")
    asks.add_argument("--copy", action="append", type=Path, help="salinan lain / another copy")
    asks.add_argument("--next", type=Path, help="undian berikutnya / the batch after it")
    asks.add_argument("--english", action="store_true", help="bahasa Inggris / in English")
    return asks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
