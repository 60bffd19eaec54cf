"""The folder of a batch: its public files as they were downloaded, and what is digested of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

OFFICE_FILE = re.compile(r"(?:seats|cutoffs)/([A-Za-z0-9_-]+)\.txt", re.ASCII)
LEAF = re.compile(r"[0-9a-f]{64}", re.ASCII)
WORD_FILES = ("announced", "closed", "drawn")


class Unreadable(Exception):
    """A file is missing or is not written as it should be; its words say which."""


class Folder:
    """The files of one batch; all that is read raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def raw(self, name: str) -> bytes:
        """Return a file."""
        try:
            return (self.path / name).read_bytes()
        except OSError as problem:
            raise Unreadable(f"{name}: {problem.strerror}") from problem

    def has(self, word: str) -> bool:
        """Say whether one of the three words was published."""
        return (self.path / f"{word}.json").is_file()

    def word(self, word: str) -> dict[str, Any]:
        """Return one of the three words."""
        name = f"{word}.json"
        try:
            said = json.loads(self.raw(name))
            version = said["version"]
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise Unreadable(f"{name}: {problem!r}") from problem
        if version != f"antrean-{word}-v1":
            raise Unreadable(f"{name}: {version!r}")
        return dict(said)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file."""
        return hashlib.sha256(self.raw(name)).hexdigest()

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file."""
        try:
            text = self.raw(name).decode("ascii")
        except ValueError as problem:
            raise Unreadable(f"{name}: ASCII") from problem
        if not text.endswith("\n"):
            raise Unreadable(f"{name}: LF")
        return text[:-1].split("\n")

    def shards(self, kind: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the shards of leaves or results in order, each with what its leaves begin with."""
        for path in sorted(self.path.glob(f"{kind}/??/??.txt")):
            beginning = path.parent.name + path.stem
            yield beginning, self.lines(f"{kind}/{path.parent.name}/{path.name}")

    def cells(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return what stands behind each cell, `OFFICE DAY HH:MM POOL`, in these office files."""
        found: dict[str, list[str]] = {}
        for name in names:
            office = OFFICE_FILE.fullmatch(name)
            if office is None:
                raise Unreadable(name)
            for line in self.lines(name):
                day, starts, pool, seats, *more = line.split(" ")
                cell = f"{office[1]} {day} {starts} {pool}"
                if cell in found or not seats.isdigit():
                    raise Unreadable(f"{name}: {line[:80]!r}")
                found[cell] = [seats, *more]
        return found


class Tree:
    """The root over leaves that come one after the other, as RFC 6962 defines it."""

    def __init__(self) -> None:
        self.count = 0
        self.whole: list[tuple[int, bytes]] = []  # sizes and roots of whole trees, largest first

    def add(self, leaf: bytes) -> None:
        """Take the next leaf, 32 bytes."""
        size, self.count = 1, self.count + 1
        while self.whole and self.whole[-1][0] == size:
            leaf, size = node(self.whole.pop()[1], leaf), 2 * size
        self.whole.append((size, leaf))

    def root(self) -> str:
        """Return the root in hexadecimal digits."""
        if not self.whole:
            return hashlib.sha256().hexdigest()
        right = self.whole[-1][1]
        for _, left in reversed(self.whole[:-1]):
            right = node(left, right)
        return right.hex()


def node(left: bytes, right: bytes) -> bytes:
    """Return what stands above these two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def instant(text: str) -> datetime:
    """Read an instant, with its zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at
